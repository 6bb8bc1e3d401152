"""The rule book: the list of all rules is the table of contents."""

from engine.rules.goals.agreed_load import AgreedLoad
from engine.rules.goals.fairness import Fairness
from engine.rules.goals.nearness import TeacherNearness, VenueNearness
from engine.rules.goals.served import Served
from engine.rules.goals.steadiness import Continuity, RoomChanges, TeacherChanges
from engine.rules.goals.travel import LearnersWalks, TeacherJourneys
from engine.rules.goals.wishes import ModeAsked, PreferredPeriods
from engine.rules.rooms.facilities import Facilities, HybridScreen
from engine.rules.rooms.hours import ClubHours, RoomOpen
from engine.rules.rooms.lent import CampusReady, VenueConfirmed, VenueFree
from engine.rules.rooms.room_clash import RoomClash
from engine.rules.rooms.room_days import RoomAvailable
from engine.rules.rooms.room_fits import RoomFits
from engine.rules.rooms.walk import LearnersWalk
from engine.rules.rule import Rule
from engine.rules.sections.alike import AudienceMeant, CourseOffered, PooledAlike
from engine.rules.sections.known_names import KnownNames, SectionAddsUp
from engine.rules.sections.locks import LocksKept
from engine.rules.sections.modes import ModeAllowed, ModeHasRoom
from engine.rules.sections.size import LearnersAsked, SectionSize
from engine.rules.sections.whole import AllMeetings, DifferentDays, OneRun
from engine.rules.teachers.furthest import TeacherDistance, TeacherServes
from engine.rules.teachers.hours import TeacherAvailable, TeacherHours
from engine.rules.teachers.load import DailyLoad, WeeklyLoad
from engine.rules.teachers.qualified import TeacherAudience, TeacherSkilled
from engine.rules.teachers.reach import TravelTime
from engine.rules.teachers.same import SameRoom, SameTeacher
from engine.rules.teachers.teacher_clash import TeacherClash
from engine.rules.times.allowed import AllowedPeriods, LongEnough, WeeksAllowed
from engine.rules.times.dates_follow import DatesFollow
from engine.rules.times.exceptions import ExceptionsInRun, LostForCause, MostlyHeld
from engine.rules.times.groups import GroupsApart
from engine.rules.times.past import PastStays

GUARDS: tuple[Rule, ...] = (KnownNames(), SectionAddsUp())

RULE_BOOK: tuple[Rule, ...] = (
    *GUARDS,
    # what a section is
    CourseOffered(),
    AudienceMeant(),
    PooledAlike(),
    SectionSize(),
    LearnersAsked(),
    AllMeetings(),
    OneRun(),
    DifferentDays(),
    ModeAllowed(),
    ModeHasRoom(),
    # when
    AllowedPeriods(),
    LongEnough(),
    WeeksAllowed(),
    GroupsApart(),
    ExceptionsInRun(),
    LostForCause(),
    MostlyHeld(),
    # where
    RoomClash(),
    RoomFits(),
    Facilities(),
    HybridScreen(),
    RoomOpen(),
    ClubHours(),
    RoomAvailable(),
    VenueFree(),
    VenueConfirmed(),
    CampusReady(),
    LearnersWalk(),
    SameRoom(),
    # who
    TeacherClash(),
    TeacherSkilled(),
    TeacherAudience(),
    TeacherHours(),
    TeacherAvailable(),
    TeacherServes(),
    TeacherDistance(),
    TravelTime(),
    WeeklyLoad(),
    DailyLoad(),
    SameTeacher(),
    # how good
    Served(),
    Fairness(),
    TeacherJourneys(),
    LearnersWalks(),
    TeacherNearness(),
    VenueNearness(),
    PreferredPeriods(),
    ModeAsked(),
    TeacherChanges(),
    RoomChanges(),
    Continuity(),
    AgreedLoad(),
)

# rules over published tables: made for one table or folder, read by the witness only
PUBLISHED_RULES: tuple[type[Rule], ...] = (DatesFollow, LocksKept, PastStays)
