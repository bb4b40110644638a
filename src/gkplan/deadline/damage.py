"""What narrow columns, pages, scans and web pages broke in a text, mended without changing its length.

A line break within a word or a date becomes blanks (2016年⏎12月底前), those between deadlines stay; letters that a
scanner took for figures become figures (2OO6年l0月) and figures within a year in words its 〇 (二00八年); blanks that a
web page wrote as entities become blanks.
"""

from __future__ import annotations

import re

from gkplan.deadline.expressions import later

_ENTITY = later("&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);", re.IGNORECASE)
_MISTAKEN = later(r"(?<![A-Za-z\d])(?=[OolI]{0,3}\d)[\dOolI]{1,4}(?= ?[年月日])", re.ASCII)
# A list whose items strokes tell apart: 3/6/9/12月底前.
_STROKES = later(r"(?<![\d/])\d{1,2}(?: ?/ ?\d{1,2}){1,11}(?= ?月)", re.ASCII)
# 二00八年; 九0年六月
_ZEROS = later(
    "[一二](?=[九〇零○一二三四五六七八 ]*0) {0,2}[九〇零○0](?: {0,2}[〇零○0一二三四五六七八九]){2}(?= {0,2}年)"
    r"|(?<![一二〇零○\d])[八九]0(?= {0,2}年(?:底|[一二三四五六七八九十元]))"
)
_FIGURES = str.maketrans("OolI", "0011")
# Words of deadlines that a line may end within.
_WORDS = (
    "工作日", "分钟", "小时", "季度", "年底", "月底", "底前", "末月", "半年", "上旬", "中旬", "下旬", "年内", "日内",
    "以内", "之内", "以前", "之前", "下班前", "之日起", "长期", "坚持", "持续", "推进", "完成", "启动", "同步",
    "时间", "时限", "期限", "日期", "年度", "次年", "全年", "以后", "之后", "期间", "春节", "国庆", "庆节", "节前",
    "个月", "及时", "收到", "常态化", "报告",
)  # fmt: skip
_TITLE = later("《[^》]{1,120}》")
_END = r" {0,8}\n {0,8}(?:-+ {0,8}\d{1,3} {0,8}-+ {0,8}\n {0,8})?"  # of a line, or of a page with its number: - 5 -
# What stands at the end of a line, of one width each, and what the next must begin with so that both are one.
_HALVES = (
    *((year + "年", r"(?:\d{1,2} {0,8}月|[一二三四五六七八九十]{1,2}月)") for year in (r"[12]\d{3}", r"[12]\d{3} ")),
    ("[一二][一二〇○零三四五六七八九]{3}年", r"(?:\d{1,2} {0,8}月|[一二三四五六七八九十]{1,2}月)"),
    *(
        (rf"(?m:^){year}年", r"(?:[上下]半年|第?[一二三四1-4]季度|年?[底末]|年内|全年|每[月季周半]|按[季月])")
        for year in (r"[12]\d{3}", r"[12]\d{3} ", r"[-至到][12]\d{3}")
    ),
    (r"(?<!\d)(?:19|20)", r"\d\d {0,8}年"),
    (r"(?<!\d)(?:19|20)\d", r"\d {0,8}年"),
    ("年1", "[012] {0,8}月"),
    ("月[123]", r"\d {0,8}[日号]"),
    (r"\d", r"(?:[年月日号](?!报)|次|个 {0,8}(?:工作|月)|工作日)"),
    ("月", r"(?:\d{1,2} {0,8}[日号]|[底末]|[上中下]旬)"),
    ("[底末日号月五]", "(?:之?前(?![期置])|下班前)"),
    ("[至到-]", r"\d"),
    ("[月日号年旬底末]", r"[至到-] {0,8}(?:\d|次年|翌年|明年)|起|[以之]后(?!每)"),
    ("[至到-]", "次年|翌年|明年"),
    (r"(?<!\d)[12]\d{3}", r"[./-] {0,8}\d"),
    ("[第年至到-][一二三四1-4]", "季度"),
    ("季度", r"[至到-] {0,8}第? {0,8}[一二三四1-4] {0,8}季"),
    ("[至到-]", "第? {0,8}[一二三四1-4] {0,8}季"),
    ("后", "半年内"),
    (r"\d", r"[至到-] {0,8}\d"),
    ("[一二][〇○零一二三四五六七八九]{3}", "年"),
    ("每季度", "末月"),
    ("每[两二三四半]", "个? {0,8}[月周年天]"),
    ("每[年月周季旬日天]", "不少于|不低于|至少"),
    ("每年", r"的? {0,8}\d{1,2} {0,8}月"),
    ("[后起]", r"第? {0,8}\d{1,3} {0,8}(?:个 {0,8}工 {0,8}作|[日天] {0,8}之?内|个 {0,8}月 {0,8}之?内)"),
    ("[月年日]起", "至"),
    ("”", "之?前(?![期置])|期间"),
    ("年", "(?:春节|国庆|五一|中秋|元旦|端午|清明) {0,8}节? {0,8}之?前"),
    (r"[^\n ]", "[,、)]"),
    ("[每逐第,、]", ""),
    (r"[^\n ]", r"\((?![一二三四五六七八九十\d]{1,2}\))"),
    *((word[:at], word[at:]) for word in _WORDS for at in range(1, len(word))),
)
_WRAPPED = later(rf"(?= {{0,8}}\n)(?:{'|'.join(f'(?<={half})(?={_END}(?:{other}))' for half, other in _HALVES)}){_END}")


def mended(text: str) -> str:
    """Folded text without what was broken in it; of the same length."""
    if "&" in text:
        text = _ENTITY.sub(_blanks, text)
    if "0" in text and ("二" in text or "九" in text or "八" in text):
        text = _ZEROS.sub(lambda year: year[0].replace("0", "〇"), text)
    if "/" in text:
        text = _STROKES.sub(lambda listed: listed[0].replace("/", "、"), text)
    if "O" in text or "o" in text or "l" in text or "I" in text:
        text = _MISTAKEN.sub(lambda figure: figure[0].translate(_FIGURES), text)
    if "\n" in text:
        text = _WRAPPED.sub(_blanks, text)
        if "《" in text:
            text = _TITLE.sub(lambda title: title[0].replace("\n", " "), text)
    return text


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])
