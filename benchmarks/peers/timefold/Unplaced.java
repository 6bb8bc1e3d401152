import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.selector.common.decorator.SelectionFilter;

/** Lets moves begin at a section that does not meet yet. */
public class Unplaced implements SelectionFilter<Term, Section> {
    @Override
    public boolean accept(ScoreDirector<Term> director, Section section) {
        return section.time == null;
    }
}
