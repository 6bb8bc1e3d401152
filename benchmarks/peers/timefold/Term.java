import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import java.util.List;

/** A term: its sections and whatever the rules ask of the ground they stand on. */
@PlanningSolution
public class Term {
    /** Facts name sections by number: the search works on copies of them. */
    public record Share(int section, int street, long learners) {}

    public record Apart(int one, int other) {}

    /** The weeks of a pattern as bits of parts of the term, and its periods. */
    public record Pattern(int run, int mask, List<Integer> periods) {}

    public record Teacher(int at, int[] limit) {}

    public record Room(int at, int venue, boolean online) {}

    public static final int WEEK = 7;
    public static final int AGREED = 8;

    /** What is the same for all sections; read once, before the search. */
    public static class Ground {
        int[] weekday;
        int[] weeks;
        double[][] gap;
        double[][] minutes;
        long[][] roomShut;
        long[][] teacherShut;
        int[][] travel;
        int[][] fit;
        int overtime;
        long[] weight;
        long[] lost;
        long[] asked;
        long baseShare;
    }

    @PlanningEntityCollectionProperty public List<Section> sections;
    @ProblemFactCollectionProperty public List<Share> shares;
    @ProblemFactCollectionProperty public List<Apart> aparts;

    @PlanningScore public HardSoftLongScore score;
}
