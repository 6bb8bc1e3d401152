"use strict";

// Every word of the page, Chinese and English side by side.
const WORDS = {
  skip: ["跳到课表", "Skip to the timetable"],
  overview: ["概览", "Overview"],
  shares: ["各街道服务比例", "Served share by street"],
  shares_note: [
    "已服务人次占申报人次的比例，由低到高；竖线为全区。点街道看它的课表。",
    "Learners served of those asked for, lowest first; the line is the district. Press a street for its timetable.",
  ],
  streets: ["街道与场地", "Streets and venues"],
  map: ["场地分布", "Venues"],
  map_note: [
    "圆点为场地，越大排课越多，空心为未排课；数字为街道服务比例。点圆点看它的课表。",
    "A dot is a venue: larger with more meetings, hollow with none; figures are served shares. Press a dot for its timetable.",
  ],
  timetable: ["课表", "Timetable"],
  unserved: ["未满足需求", "Unserved requests"],
  unserved_count: ["{0} 项，{1} 人次", "{0} requests, {1} learners"],
  unserved_note: [
    "“已验证”指按所列办法重新排过；“未验证”只是线索，不作结论。",
    "'proved' was solved again with the unlock; 'not proved' is a lead, not a finding.",
  ],
  audit: ["政策指标", "Policy numbers"],
  audit_count: ["{0} 项达标，{1} 项有缺口", "{0} met, {1} short"],
  term: ["{0} 至 {1}，共 {2} 周", "{0} to {1}, {2} weeks"],
  street: ["街道", "Street"],
  venue: ["场地", "Venue"],
  teacher: ["教师", "Teacher"],
  all: ["全区", "District"],
  view: ["按", "By"],
  which: ["选择", "Which"],
  previous: ["上一个", "Previous"],
  next: ["下一个", "Next"],
  week: ["周次", "Week"],
  whole_term: ["全学期", "Whole term"],
  week_n: ["第 {0} 周（{1} 起）", "Week {0} (from {1})"],
  find: ["搜索", "Search"],
  find_hint: ["课程、教师、社区、班号……", "course, teacher, community…"],
  shape: ["样式", "Shape"],
  as_grid: ["周历", "Week grid"],
  as_list: ["列表", "List"],
  print: ["打印课表", "Print timetable"],
  count: ["{0} 次课 · {1} 个班 · {2} 人次", "{0} weekly meetings · {1} sections · {2} learners"],
  off_count: ["停课或调走 {0} 次", "{0} lost or moved"],
  elsewhere: ["全区另有匹配，共 {0} 次课", "{0} meetings match in the district"],
  see_all: ["看全区", "Show the district"],
  nothing: ["这里没有课。", "No meetings here."],
  more: ["另有 {0} 次", "{0} more"],
  more_rows: ["再显示 {0} 行", "Show {0} more rows"],
  online: ["线上", "online"],
  day: ["星期", "Day"],
  time: ["时间", "Time"],
  weeks: ["周次", "Weeks"],
  course: ["课程", "Course"],
  category: ["类别", "Category"],
  section: ["班号", "Section"],
  room: ["教室", "Room"],
  place: ["地点", "Place"],
  mode: ["方式", "Mode"],
  learners: ["人数", "Learners"],
  guests: ["面向", "Serves"],
  dates: ["停课与调课", "Changed dates"],
  lost_on: ["{0} 停课（{1}）", "{0} no class ({1})"],
  moved_on: ["{0} 补在 {1}({2})", "{0} moved to {1} ({2})"],
  lost: ["停课", "no class"],
  moved_to: ["补在 {0}", "moved to {0}"],
  made_up: ["补 {0} 的课", "for {0}"],
  seats: ["{0} 座", "{0} seats"],
  close: ["关闭", "Close"],
  see: ["看{0}的课表", "Timetable of {0}"],
  request: ["需求", "Request"],
  area: ["提出单位", "Area"],
  not_served: ["未满足 / 申报", "Not served / asked"],
  why: ["原因", "Why"],
  missing: ["缺什么", "What is missing"],
  unlock: ["最省的解决办法", "Cheapest unlock"],
  verdict: ["是否验证", "Verdict"],
  proved: ["已验证", "proved"],
  not_proved: ["未验证", "not proved"],
  every_street: ["全部街道", "All streets"],
  rule: ["编号", "Rule"],
  phrase: ["文件原文", "Phrase"],
  where: ["出处", "Where"],
  organisation: ["单位", "Organisation"],
  required: ["应有", "Required"],
  found: ["实有", "Found"],
  shortfall: ["缺口", "Shortfall"],
  all_met: ["没有缺口。", "No shortfall."],
  all_served: ["全部需求都已满足。", "Every request is served."],
  weighted: ["按优先级加权未满足 {0}%", "{0}% not served, weighted by priority"],
  other_lang: ["English", "中文"],
  about: ["数据来源：{0}。输入指纹 {1}。本页不联网。", "Origin: {0}. Input hash {1}. This page is offline."],
};

let lang = "zh";

/** Says a word of the table in the language of the page, its gaps {0}, {1} filled. */
function say(name, ...gaps) {
  const words = WORDS[name][lang === "zh" ? 0 : 1];
  return words.replace(/\{(\d)\}/g, (_, at) => gaps[Number(at)]);
}

/** Takes the half of a pair [Chinese, English] that the page speaks. */
function half(pair) {
  return pair[lang === "zh" ? 0 : 1];
}

function count(number) {
  return number.toLocaleString("en-US");
}
