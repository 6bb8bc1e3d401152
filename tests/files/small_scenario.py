"""A small valid scenario as plain rows, to be written, spoilt and read; everybody in it is invented."""

import csv
import io
from pathlib import Path

TOML = {
    "name": '"small"',
    "title": '"示范区小场景"',
    "origin": '"made for tests"',
    "licence": '"Apache-2.0"',
    "seed": "7",
    "term_start": "2026-09-07",
    "weeks": "16",
    "rule_pack": '"gongshu_2023_16"',
}

TABLES = {
    "areas": """code,name,level,parent,residents,residents_source,seniors,lat,lon,point_is_estimate
D1,示范区,district,,60000,made up,9000,30.30,120.15,no
S1,东街道,street,D1,30000,made up,4500,30.31,120.14,no
S2,西街道,street,D1,30000,made up,,30.29,120.16,yes
C1,一社区,community,S1,6000,made up,900,30.312,120.141,yes
C2,二社区,community,S2,5000,made up,700,30.292,120.161,yes
""",
    "populations": """area,figure,on,residents,source
D1,census,2020-11-01,58000,made up
S1,year_end,2025-12-31,30500,made up
""",
    "schools": """id,name,kind,area,floor_m2
SC1,示范区社区学院,district_college,D1,1500
SC2,东街道分院,street_branch,S1,500
SC3,一社区市民学校,teaching_point,C1,99.5
""",
    "periods": """id,weekday,start,end
P11,1,08:30,10:00
P12,1,10:00,11:30
P31,3,19:00,20:30
P61,6,09:00,10:30
""",
    "calendar": """date,kind,follows_weekday,replaces_date,name,area,venue,confirmed
2026-10-01,holiday,,,国庆节,,,yes
2026-10-05,holiday,,,国庆节,,,yes
2026-10-10,makeup,4,2026-10-01,国庆调休,,,yes
2026-10-17,makeup,1,,补周一,,,no
2026-11-04,event,,,街道节,S1,,no
2026-11-11,closed,,,装修,,V1,no
""",
    "venues": """id,name,owner_kind,tier,area,lat,lon,free,confirmed_on,campus,liaison,separate_entrance
V1,一社区文化家园,社区,community,C1,30.3121,120.1411,yes,2026-08-20,no,,no
V2,示范小学,学校,district,S2,,,yes,2026-08-21,yes,联络人甲,yes
""",
    "rooms": """id,venue,name,seats,floor_m2,facilities,open_periods,club_periods
R1,V1,二楼活动室,30,60,screen;音响,P11;P12;P31,P12
R2,V2,报告厅,80,,,*,
""",
    "teachers": """id,name,tier,serves,area,lat,lon,employment,skills,audiences,available_periods,max_weekly_meetings,max_daily_meetings,max_distance_m,fee,manager,school
T1,教师甲,district,district,S1,30.31,120.14,full_time,书法:3;国画:1,*,*,10,3,8000,0,no,SC1
T2,教师乙,community,street,C2,,,volunteer,舞蹈:2,老年人;青少年,P11;P31,,,,,no,
T3,教师丙,street,district,S1,,,part_time,,,,4,2,5000.5,150,yes,SC2
""",
    "unavailable": """kind,id,from_date,to_date,reason
teacher,T1,2026-11-02,2026-11-06,培训
room,R1,2026-12-01,2026-12-01,检修
venue,V2,2026-12-07,2026-12-27,装修
""",
    "courses": """id,name,category,skill,level,audience,modes,facilities,minutes,meetings_per_week,weeks_allowed,min_learners,max_learners,same_teacher,same_room,price,status
K1,书法入门,文化艺术,书法,1,老年人,onsite;hybrid,screen,90,1,1-16;1-8;9-16,10,30,yes,no,0,offered
K2,民族舞,文化艺术,舞蹈,2,*,onsite,音响,90,2,1-16;1-15/2,,40,yes,yes,120.5,offered
K3,国画停开,文化艺术,国画,1,老年人,online,,45,1,1-16,,,no,no,0,停开
""",
    "requests": """id,area,course,learners,priority,audience,allowed_periods,preferred_periods,max_walk_m,group
Q1,C1,K1,24,5,老年人,P11;P31,P11,1500,G1
Q2,C2,K2,35,1,青少年,*,,,G1
Q3,D1,K1,12,3,老年人,P11,,2000.5,
""",
    "budgets": """area,year,source,amount
D1,2026,财政,240000
S1,2026,街道,120000.5
""",
    "locks": """section,what
K1-001,teacher
""",
    "last_term": """area,course,teacher
C1,K1,T1
C1,K1,T9
""",
}


class Scenario:
    """The small scenario, whose cells a test may change before it is written."""

    def __init__(self):
        self.toml = dict(TOML)
        self.sections = ""
        self.tables = {name: list(csv.reader(io.StringIO(text))) for name, text in TABLES.items()}

    def put(self, table, row, column, cell):
        """Change one cell; rows count as a spreadsheet does, the headings are row 1."""
        rows = self.tables[table]
        rows[row - 1][rows[0].index(column)] = cell
        return self

    def add(self, table, like, **cells):
        """Add a row that copies another but for the cells given; gives its number."""
        rows = self.tables[table]
        copied = zip(rows[0], rows[like - 1], strict=True)
        rows.append([cells.get(column, old) for column, old in copied])
        return len(rows)

    def drop(self, table, column):
        """Take a whole column away."""
        at = self.tables[table][0].index(column)
        for row in self.tables[table]:
            del row[at]
        return self

    def toml_text(self):
        """The text of scenario.toml."""
        facts = "".join(f"{key} = {value}\n" for key, value in self.toml.items())
        return facts + self.sections

    def table_text(self, name):
        """The text of one CSV file."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self.tables[name])
        return text.getvalue()

    def write(self, folder: Path, encoding="utf-8-sig"):
        """Write the folder in an encoding."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "scenario.toml").write_text(self.toml_text(), encoding="utf-8")
        for name in self.tables:
            (folder / f"{name}.csv").write_bytes(self.table_text(name).encode(encoding))
        return folder
