"""The one pattern that finds periods, put together from small parts.

Named groups carry the parts' values; a name may stand in several branches. The group `b_…` around each branch
tells which one matched. Every repetition is bounded. Whitespace in the pattern does not count (verbose mode).
"""

from __future__ import annotations

from typing import Final

import regex

from cnfacts.grammar.period_tables import EVENTS, PLAN_NUMBERS

__all__ = ["BRANCHES", "MONTH", "PERIOD", "QUARTER", "YEAR_NUMBER"]

ZERO = "〇零○Оo0Ｏ"
ONES = "一二三四五六七八九"
CN = f"{ONES}十"
DASHES = r"\-‐‑–—―－─~～〜∼"
DASH = rf"\s?(?:[{DASHES}]{{1,2}}|至|到)\s?"
JOIN = "(?:、|和|及|与|以及)"
OPEN = "[“\"‘'「『＂〝]"
CLOSE = "[”\"’'」』＂〞]"
# Not inside a longer numeral, nor after words that make an ordinal or a count of it.
ALONE = rf"(?<![\d.,:/%{CN}百千万第几数每近多])"

YEAR_NUMBER = rf"(?:(?:1[89]|20)\d\d(?!\d)|(?:一[八九]|二[{ZERO}])[{ZERO}{ONES}]{{2}})"
STATED_YEAR = rf"(?<![\d.{CN}])(?P<y>{YEAR_NUMBER})\s?年"
# 97年 is a year where a clause begins, after 比, or before a part of the year; else a duration: 建党95年.
SHORT_YEAR = rf"""(?<![\d.{CN}])(?:(?<=[比较自从，。；、（\n]|^)(?P<yy>[89]\d)年(?=[，全我增下]|$)
    |(?P<yy>[6-9]\d)年(?=[末底]|全年|[上下]半年|\d{{1,2}}[月{DASHES}]))"""
RELATIVE_YEAR = r"""(?P<rel>今年|去年|上一?年|(?<![之以目当])前年|明年|当年|本年|来年|下一年)
    (?![轻龄级纪味代画]|货(?![运物币轮船车郎]))"""
YEAR = f"(?:(?:{STATED_YEAR}|{SHORT_YEAR}|{RELATIVE_YEAR})度?)"
# A year that names a price basis, an edition or a decade is no period.
YEAR_ONLY = "(?![版代届款]|不变价|可比价|价格)"

MONTH = rf"(?:1[0-2]|0?[1-9](?!\d)|十[一二]?|[{ONES}])"
DAY = rf"(?:[12]\d|3[01]|0?[1-9](?!\d)|二?十[{ONES}]?|三十一?|[{ONES}])"
CLOCK = r"(?:\s?(?:零|\d{1,2}|二十四)[时点](?:\d{1,2}分)?)?"
COUNT = rf"(?:1[0-2]|[1-9](?!\d)|十[一二]?|[{ONES}两])"
QUARTER = "[1-4一二三四]"
NOT_MONTH = "(?![之以]?内|期|龄|刊|薪|息|嫂|饼|球|均|租|活|初步)"
# 底线, 初步核算 and the like are other words.
EDGE = "(?P<edge>末|底(?![线子部层色])|初(?![步中级次始心衷夏冬春秋伏稿]))"

DAYS_RANGE = rf"""{ALONE}(?P<m>{MONTH})月(?P<d>{DAY})(?:[日号]{CLOCK})?{DASH}
    (?:(?P<m2>{MONTH})月)?(?P<d2>{DAY})[日号]{CLOCK}"""
MONTH_RANGE = rf"""{ALONE}(?P<m>{MONTH})(?:月份?)?{DASH}(?:(?P<y2>{YEAR_NUMBER})年)?
    (?P<m2>{MONTH})月(?:份|{NOT_MONTH}){EDGE}?"""
QUARTERS = rf"""(?:前(?P<qf>[2-3二两三])个?季度
    |{ALONE}第?(?P<q>{QUARTER})(?:季度?)?{DASH}第?(?P<q2>{QUARTER})季度
    |(?<![\d个几数每多{CN}])第?(?P<q>{QUARTER})季度){EDGE}?"""
# Inside a year; the first that fits wins.
WINDOWS = [
    DAYS_RANGE,
    rf"{ALONE}(?P<m>{MONTH})月(?P<d>{DAY})[日号]{CLOCK}",
    MONTH_RANGE,
    rf"(?<![提此之以从])[前头](?P<mf>{COUNT})个?月份?",
    QUARTERS,
    rf"(?P<half>[上下])半年{EDGE}?",
    "(?P<whole>全年)(?![期龄])",
    rf"{ALONE}(?P<m>{MONTH})月(?:份|{NOT_MONTH})(?:(?P<third>[上中下]旬)|{EDGE}|当月)?",
]
WINDOW = f"(?:{'|'.join(WINDOWS)})"

UPTO = "(?P<upto>截[至止][到至]?)?"
TAIL = "(?:(?P<since>以来)|(?P<same>同期)(?!声))?"
YEAR_EDGE = rf"(?P<bare>(?<![\d每历常多几两年{CN}])年{EDGE})"

PLAN_NAME = "|".join(sorted(PLAN_NUMBERS, key=len, reverse=True))
CUT = "的?(?P<cut>[前后头])(?P<cn>[一二两三四1-4])年"
PLAN_TAIL = f"(?:的?(?:时期|期间|期内)(?:{CUT})?|期?{EDGE}|(?P<since>以来)|{CUT}|这五年)"
PLAN_ORDINAL = rf"十?[{ONES}]|十|1?\d"

HOLIDAY = rf"""国庆节?{JOIN}?中秋节?|中秋节?{JOIN}?国庆节?|春节|元旦|清明节?|端午节?|中秋节?|国庆节?
    |五一(?:国际)?(?:劳动节)?|劳动节|十一"""
HOLIDAY_TAIL = r"""(?:小?长假|假期|假日|黄金周|节?期间)(?:期间)?
    (?:(?P<hday>首日|第一天)|(?:前|第(?P<hth>))(?P<hn>[一二两三四五六七八1-8])[天日])?"""
# The holiday that the text is about, named before or by nobody: 假期前三天.
BARE_HOLIDAY = r"(?<![\u4e00-\u9fff])(?:小?长假|假期|假日)(?:(?P<hday>首日|第一天)|前(?P<hn>[一二两三四五六七八1-8])[天日])"
SEASON = "(?P<season>春运|暑期|暑假|暑运)(?:期间)?(?![工保票方火档文旅旺经])"

NUMBER = rf"(?:[1-9]\d?|[{CN}两]{{1,3}})"
SPAN_ALONE = rf"(?<![\d.,%{CN}百千万第几数每多余来两上连续])"
NOT_NAME = "(?!行动|计划|规划|级|期|制|以上|左右|多|前|滚动|平均)"
AGO = "(?=的|，|相比|增|减|提高|下降|扩大|翻)"
SUMMED = "(?=累计|合计|共|新增|总计|增长|增加|下降|减少|提高|翻)"
SUBJECT = "(?=[全城农共建累铁新财社国基工])"  # 五年全社会固定资产投资: the span opens a clause before its subject
AHEAD = "今后的?|未来的?|此后"
BEHIND = "过去的?|最近的?|近|这|此前"

LOOSE_MONTH = rf"(?<![\d.个每{CN}半双单整])月"
LOOSE_EDGE = "(?P<edge>[末底](?![线子部层]))"
LOOSE_QUARTER = r"(?<![\d四一二三个每单旺淡换当雨])季"

BRANCHES: Final[dict[str, str]] = {
    # What stands in a title's brackets names a document.
    "title": r"《[^《》\n]{0,100}》",
    "plan": rf"""(?<![{CN}第]){OPEN}?(?P<plan>{PLAN_NAME}){CLOSE}?(?:五年)?(?:计划|规划)?{PLAN_TAIL}
        |第(?P<ord>{PLAN_ORDINAL})个?五年(?:计划|规划){PLAN_TAIL}""",
    "holiday": f"{YEAR}?(?:{OPEN}?(?P<name>{HOLIDAY}){CLOSE}?{HOLIDAY_TAIL}|{SEASON}){TAIL}"
    f"|(?<=[比较与])(?:{YEAR})(?P<name>春节|元旦|国庆节?)"
    f"|{YEAR}?(?:农历)?(?:(?P<name>除夕)(?!夜?饭|夜宴)|(?:春节)?(?P<name>大年|正月)初(?P<hn>[一二三四五六七八]))(?:[当][天日])?(?!至|到)|{BARE_HOLIDAY}",
    "event": f"(?:党的)?(?P<event>{'|'.join(EVENTS)})(?:胜利)?(?:召开|开幕)?(?P<since>以来)",
    "years": rf"""{UPTO}(?<![\d.{CN}])(?P<y>{YEAR_NUMBER})\s?年?度?{DASH}
        (?P<y2>{YEAR_NUMBER}|\d\d(?=年))\s?年(?!版|代)(?:期间|间)?""",
    "year_list": rf"(?<![\d.{CN}])(?P<list>{YEAR_NUMBER}(?:{JOIN}{YEAR_NUMBER}){{1,8}})年(?!版|代)",
    "quarter_list": rf"{YEAR}?(?<![\d{CN}])(?P<list>第?{QUARTER}(?:{JOIN}第?{QUARTER}){{1,3}})季度",
    "month_list": rf"""{YEAR}?{ALONE}(?P<list>(?:\d\d?、){{1,11}}\d\d?(?:和\d\d?)?|\d\d?和\d\d?
        |[{CN}]{{1,2}}(?:{JOIN}[{CN}]{{1,2}}){{1,11}})月(?:份|{NOT_MONTH})""",
    # Before the window, which would read 年初 alone.
    "since_opening": "(?P<opening>年初|开年|入年)以来",
    "window": f"""{UPTO}(?:{YEAR}的?{WINDOW}{TAIL}|{WINDOW}{TAIL}
        |{YEAR}(?:年?{EDGE}{TAIL}|{TAIL}){YEAR_ONLY}|{YEAR_EDGE}{TAIL})""",
    "same": "(?P<against>(?<=[比较与于和跟超]))?(?<!历史|历年|往年)同期(?![声录群])",
    "span": rf"""(?P<dir>{BEHIND}|{AHEAD})(?P<n>{NUMBER})年{NOT_NAME}(?:来|间|里|中|内|以来)?
        |(?P<dir>前)(?P<n>{NUMBER})年(?=相?比|增|提高|下降|平均|总|的)
        |{SPAN_ALONE}(?P<n>{NUMBER})年(?P<dir>来|间|内|前{AGO}|{SUMMED})(?![袭自])
        |(?<=[，。；：、\n\s])(?P<n>[三五十])年(?P<dir>{SUBJECT})""",
    "current": rf"""(?P<unit>[当本上]月|上个月|(?:[当本上]|上[一个])季度|当季){LOOSE_EDGE}?
        |(?P<unit>{LOOSE_QUARTER}|{LOOSE_MONTH}){LOOSE_EDGE}""",
    "now": rf"""{UPTO}(?P<now>(?:(?<![加展高升降少长大至])到)?目前(?:为止)?|(?<=[至到])现在(?=的)|当前(?=，)|[今昨][天日晚])
        (?:[（(](?:(?P<m>{MONTH})月)?(?P<d>{DAY})日[）)])?""",
    "century": "(?P<century>本世纪末|本世纪中叶)",
}

# What a period can begin with, two or three characters deep: nearly every position fails here.
_OPENING = rf"""
    (?<!\d)\d{{1,4}}\s?[年月季、和及与个至到{DASHES}]
    |(?<![{CN}])[{CN}][{CN}{ZERO}]{{0,3}}(?:[年月季五、和及与至到半时期末初以前头后假长{DASHES}]|{CLOSE})
    |{OPEN}[{CN}]|[{CN}]{{2,3}}[大届]|第[{CN}\d]|两年|《
    |[今去明来]年|上[年半个一月季]|下[半一]|[前头][{CN}两\d年]|全年|[年月季][末底初]|当[年月季]|本[年月季世]
    |同期|近[{CN}两\d]|这[{CN}两\d]|过去|此[前后]|今后|最近|未来|截[至止]|到?目前|当前|现在|[昨今][天日晚]
    |党的|[开入]年|建国|改革|新中|中[秋华]|加入|暑[期假运]|春[节运]|元旦|除夕|大年|正月|农历|清明|端午|国庆|劳动|小?长假|假[期日]
"""
_BODY = "|".join(f"(?P<b_{name}>{pattern})" for name, pattern in BRANCHES.items())
PERIOD = regex.compile(f"(?={_OPENING})(?:{_BODY})", regex.VERSION1 | regex.VERBOSE)
