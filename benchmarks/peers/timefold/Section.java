import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;
import java.util.Map;

/** A section: its time may stay open, and then it does not meet, whoever and whatever it has. */
@PlanningEntity
public class Section {
    @PlanningId public int at;
    public long stake;

    @ValueRangeProvider(id = "times") public List<Term.Pattern> times;
    @ValueRangeProvider(id = "teachers") public List<Term.Teacher> teachers;
    @ValueRangeProvider(id = "rooms") public List<Term.Room> rooms;

    /** Travel and fit of what the section may have, by itself; two numbers each. */
    public Map<Term.Pattern, int[]> timeCost;
    public Map<Term.Teacher, int[]> teacherCost;
    public Map<Term.Room, int[]> roomCost;

    @PlanningVariable(valueRangeProviderRefs = "times", allowsUnassigned = true)
    public Term.Pattern time;

    @PlanningVariable(valueRangeProviderRefs = "teachers")
    public Term.Teacher teacher;

    @PlanningVariable(valueRangeProviderRefs = "rooms")
    public Term.Room room;

    public Term.Pattern getTime() {
        return time;
    }

    public Term.Teacher getTeacher() {
        return teacher;
    }

    public Term.Room getRoom() {
        return room;
    }
}
