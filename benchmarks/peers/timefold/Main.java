import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StreamTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Reads a term as bare numbers, searches for some seconds, and writes what each section got. */
public class Main {
    private final StreamTokenizer tokens;

    private Main(Reader reader) {
        tokens = new StreamTokenizer(reader);
    }

    public static void main(String[] words) throws IOException {
        Term term;
        try (Reader reader = Files.newBufferedReader(Path.of(words[0]))) {
            term = new Main(reader).term();
        }
        SolverConfig config = SolverConfig.createFromXmlFile(Path.of(words[2]).toFile());
        long millis = (long) (1000 * Double.parseDouble(words[3]));
        config.setTerminationConfig(new TerminationConfig().withMillisecondsSpentLimit(millis));
        Term best = SolverFactory.<Term>create(config).buildSolver().solve(term);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(words[1])))) {
            for (Section section : best.sections) {
                if (section.time != null) {
                    out.println(section.at + " " + section.times.indexOf(section.time)
                            + " " + section.teachers.indexOf(section.teacher)
                            + " " + section.rooms.indexOf(section.room));
                }
            }
        }
    }

    private double real() throws IOException {
        tokens.nextToken();
        return tokens.nval;
    }

    private int whole() throws IOException {
        return (int) real();
    }

    private int[] wholes(int count) throws IOException {
        int[] found = new int[count];
        for (int at = 0; at < count; at++) {
            found[at] = whole();
        }
        return found;
    }

    private long[] longs(int count) throws IOException {
        long[] found = new long[count];
        for (int at = 0; at < count; at++) {
            found[at] = (long) real();
        }
        return found;
    }

    private double[][] reals(int rows, int columns) throws IOException {
        double[][] found = new double[rows][columns];
        for (double[] row : found) {
            for (int at = 0; at < columns; at++) {
                row[at] = real();
            }
        }
        return found;
    }

    private int[][] table(int rows, int columns) throws IOException {
        int[][] found = new int[rows][];
        for (int at = 0; at < rows; at++) {
            found[at] = wholes(columns);
        }
        return found;
    }

    private long[][] longTable(int rows, int columns) throws IOException {
        long[][] found = new long[rows][];
        for (int at = 0; at < rows; at++) {
            found[at] = longs(columns);
        }
        return found;
    }

    private Term term() throws IOException {
        int periods = whole(), teachers = whole(), rooms = whole(), venues = whole();
        int atoms = whole(), runs = whole(), streets = whole(), sections = whole();
        Term.Ground ground = new Term.Ground();
        ground.weekday = wholes(periods);
        ground.weeks = wholes(atoms);
        int[] mask = wholes(runs);
        ground.gap = reals(periods, periods);
        ground.minutes = reals(venues, venues);
        int[] venue = wholes(rooms);
        ground.roomShut = longTable(runs, rooms);
        ground.teacherShut = longTable(runs, teachers);
        List<Term.Teacher> everyTeacher = new ArrayList<>();
        for (int at = 0; at < teachers; at++) {
            everyTeacher.add(new Term.Teacher(at, wholes(9)));
        }
        List<Term.Room> everyRoom = new ArrayList<>();
        for (int at = 0; at < rooms; at++) {
            everyRoom.add(new Term.Room(at, venue[at], at == rooms - 1));
        }
        ground.travel = table(teachers, rooms);
        ground.fit = table(teachers, rooms);
        ground.weight = longs(4);
        ground.overtime = whole();
        ground.lost = longs(streets);
        ground.asked = longs(streets);
        Rules.ground = ground;
        for (int street = 0; street < streets; street++) {
            ground.baseShare = Math.max(ground.baseShare, Rules.unserved(street, 0));
        }
        Term term = new Term();
        term.sections = new ArrayList<>();
        term.shares = new ArrayList<>();
        term.aparts = new ArrayList<>();
        Map<Term.Pattern, Term.Pattern> known = new HashMap<>();
        for (int at = 0; at < sections; at++) {
            term.sections.add(section(at, mask, everyTeacher, everyRoom, known, term.shares));
            int count = whole();
            for (int other : wholes(count)) {
                term.aparts.add(new Term.Apart(at, other));
            }
        }
        return term;
    }

    private Section section(int at, int[] mask, List<Term.Teacher> teachers, List<Term.Room> rooms,
            Map<Term.Pattern, Term.Pattern> known, List<Term.Share> shares) throws IOException {
        Section section = new Section();
        section.at = at;
        section.stake = whole();
        int meetings = whole();
        section.times = new ArrayList<>();
        section.timeCost = new IdentityHashMap<>();
        for (int count = whole(); count > 0; count--) {
            int run = whole();
            List<Integer> periods = new ArrayList<>();
            for (int period : wholes(meetings)) {
                periods.add(period);
            }
            Term.Pattern read = new Term.Pattern(run, mask[run], List.copyOf(periods));
            Term.Pattern pattern = known.computeIfAbsent(read, one -> one);
            section.times.add(pattern);
            section.timeCost.put(pattern, wholes(2));
        }
        section.teachers = new ArrayList<>();
        section.teacherCost = new IdentityHashMap<>();
        for (int count = whole(); count > 0; count--) {
            Term.Teacher teacher = teachers.get(whole());
            section.teachers.add(teacher);
            section.teacherCost.put(teacher, wholes(2));
        }
        section.rooms = new ArrayList<>();
        section.roomCost = new IdentityHashMap<>();
        for (int count = whole(); count > 0; count--) {
            Term.Room room = rooms.get(whole());
            section.rooms.add(room);
            section.roomCost.put(room, wholes(2));
        }
        for (int count = whole(); count > 0; count--) {
            shares.add(new Term.Share(at, whole(), whole()));
        }
        int time = whole();
        section.time = time < 0 ? null : section.times.get(time);
        section.teacher = section.teachers.get(whole());
        section.room = section.rooms.get(whole());
        return section;
    }
}
