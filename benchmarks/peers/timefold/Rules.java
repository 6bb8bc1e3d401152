import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.max;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sumLong;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toList;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import java.util.List;

/** The rules and the goals: served, fairness, travel and fit, added up under their weights. */
public class Rules implements ConstraintProvider {
    static Term.Ground ground;

    private static final HardSoftLongScore HARD = HardSoftLongScore.ONE_HARD;

    private static HardSoftLongScore goal(int level) {
        return HardSoftLongScore.ofSoft(ground.weight[level]);
    }

    @Override
    public Constraint[] defineConstraints(ConstraintFactory each) {
        return new Constraint[] {
            each.forEachUniquePair(Section.class, equal(Section::getTeacher))
                    .filter((a, b) -> meetInOneWeek(a, b) && (atOneTime(a, b) || tooFar(a, b)))
                    .penalizeLong(HARD, (a, b) -> 1L)
                    .asConstraint("one teacher in two places"),
            each.forEachUniquePair(Section.class, equal(Section::getRoom))
                    .filter((a, b) -> !a.room.online() && meetInOneWeek(a, b) && atOneTime(a, b))
                    .penalizeLong(HARD, (a, b) -> 1L)
                    .asConstraint("two sections in one room"),
            each.forEach(Term.Apart.class)
                    .join(Section.class, equal(Term.Apart::one, section -> section.at))
                    .join(Section.class, equal((apart, one) -> apart.other(), section -> section.at))
                    .filter((apart, a, b) -> meetInOneWeek(a, b) && atOneTime(a, b))
                    .penalizeLong(HARD, (apart, a, b) -> 1L)
                    .asConstraint("learners in two places"),
            each.forEach(Section.class)
                    .filter(Rules::shut)
                    .penalizeLong(HARD, section -> 1L)
                    .asConstraint("teacher or room not free"),
            each.forEach(Section.class)
                    .filter(section -> pair(ground.travel, section) < 0)
                    .penalizeLong(HARD, section -> 1L)
                    .asConstraint("teacher may not work there"),
            each.forEach(Section.class)
                    .groupBy(Section::getTeacher, toList())
                    .penalizeLong(HARD, Rules::overload)
                    .asConstraint("more than a teacher takes"),
            each.forEachIncludingUnassigned(Section.class)
                    .filter(section -> section.time == null)
                    .penalizeLong(goal(0), section -> section.stake)
                    .asConstraint("served"),
            each.forEachIncludingUnassigned(Section.class)
                    .filter(section -> section.time == null)
                    .join(Term.Share.class, equal(section -> section.at, Term.Share::section))
                    .groupBy((section, share) -> share.street(), sumLong((a, b) -> b.learners()))
                    .groupBy(max(Rules::unserved))
                    .penalizeLong(goal(1), worst -> Math.max(0, worst - ground.baseShare))
                    .asConstraint("fairness"),
            each.forEach(Section.class)
                    .penalizeLong(goal(2), section -> cost(section, 0))
                    .asConstraint("travel"),
            each.forEach(Section.class)
                    .penalizeLong(goal(3), section -> cost(section, 1))
                    .asConstraint("fit"),
            each.forEach(Section.class)
                    .groupBy(Section::getTeacher, toList())
                    .penalizeLong(goal(3), Rules::overtime)
                    .asConstraint("overtime"),
        };
    }

    static boolean meetInOneWeek(Section a, Section b) {
        return (a.time.mask() & b.time.mask()) != 0;
    }

    static boolean atOneTime(Section a, Section b) {
        for (int period : a.time.periods()) {
            if (b.time.periods().contains(period)) {
                return true;
            }
        }
        return false;
    }

    static boolean tooFar(Section a, Section b) {
        if (a.room.online() || b.room.online()) {
            return false;
        }
        double minutes = ground.minutes[a.room.venue()][b.room.venue()];
        for (int p : a.time.periods()) {
            for (int q : b.time.periods()) {
                if (ground.gap[p][q] >= 0 && minutes > ground.gap[p][q]) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean shut(Section section) {
        int run = section.time.run();
        long closed = ground.teacherShut[run][section.teacher.at()] | ground.roomShut[run][section.room.at()];
        for (int period : section.time.periods()) {
            if ((closed >> period & 1) != 0) {
                return true;
            }
        }
        return false;
    }

    static int pair(int[][] table, Section section) {
        return table[section.teacher.at()][section.room.at()];
    }

    /** Meetings of a teacher in one part of the term, on a weekday or (WEEK) in all. */
    static int load(List<Section> sections, int atom, int day) {
        int count = 0;
        for (Section section : sections) {
            if ((section.time.mask() >> atom & 1) != 0) {
                for (int period : section.time.periods()) {
                    count += day == Term.WEEK || ground.weekday[period] == day ? 1 : 0;
                }
            }
        }
        return count;
    }

    static long overload(Term.Teacher teacher, List<Section> sections) {
        long over = 0;
        for (int atom = 0; atom < ground.weeks.length; atom++) {
            for (int day = 0; day <= Term.WEEK; day++) {
                over += Math.max(0, load(sections, atom, day) - teacher.limit()[day]);
            }
        }
        return over;
    }

    static long overtime(Term.Teacher teacher, List<Section> sections) {
        long points = 0;
        for (int atom = 0; atom < ground.weeks.length; atom++) {
            int over = load(sections, atom, Term.WEEK) - teacher.limit()[Term.AGREED];
            points += (long) ground.overtime * ground.weeks[atom] * Math.max(0, over);
        }
        return points;
    }

    static long unserved(int street, long learners) {
        long all = learners + ground.lost[street];
        return ground.asked[street] == 0 ? 0 : -Math.floorDiv(-10_000 * all, ground.asked[street]);
    }

    static long cost(Section section, int goal) {
        long meeting = section.teacherCost.get(section.teacher)[goal] + section.roomCost.get(section.room)[goal];
        int journey = Math.max(0, pair(goal == 0 ? ground.travel : ground.fit, section));
        return section.timeCost.get(section.time)[goal] + section.time.periods().size() * (meeting + journey);
    }
}
