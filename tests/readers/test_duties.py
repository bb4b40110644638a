"""What brackets and labelled lines say of a paragraph."""

import pytest

from gkplan.readers.duties import Duty, bracketed, labelled, told

TOLD: dict[str, Duty] = {
    "市教育局牵头，市财政局配合，6月底前完成": Duty("市教育局牵头，市财政局配合", "", "6月底前完成"),
    "责任单位：市教育局、市财政局；完成时限：6月底前": Duty("市教育局、市财政局", "", "6月底前"),
    "牵头单位：市教育局，配合单位：市财政局。时限：长期坚持": Duty("市教育局", "市财政局", "长期坚持"),
    "责任领导：某市长；责任单位：市教育局，每季度末": Duty("市教育局", "", "每季度末"),
    "市教育局，完成时限：2024年6月": Duty("市教育局", "", "2024年6月"),
    "市教育局等部门按职责分工负责": Duty("市教育局等部门按职责分工负责"),
    "市教育局、市委农办，各县（市、区）党委和政府": Duty("市教育局、市委农办，各县（市、区）党委和政府"),
    "市教育局，各县<市、区>政府，排名第一位为牵头单位，下同": Duty("市教育局，各县<市、区>政府"),
    "由市公安局负责": Duty("市公安局负责"),
    "市教育局6月底前完成": Duty("市教育局", "", "6月底前完成"),
    "2023年12月底前完成": Duty("", "", "2023年12月底前完成"),
}
NOT_TOLD = [
    "试行",
    "市、区",
    "以下简称平台",
    "国发〔2016〕5号",
    "见附件1",
    "2023年",
    "每年10万元",
    "含税",
    "包括市教育局、市财政局",
    "第十九届中央委员会第四次全体会议",
    "注：数据截至6月底",
]


@pytest.mark.parametrize("words", TOLD)
def test_units_and_time_are_told_apart(words: str) -> None:
    """Labels say what follows them; without any, times are taken out of a list of units and roles."""
    assert told(words) == TOLD[words]


@pytest.mark.parametrize("words", NOT_TOLD)
def test_other_brackets_tell_of_no_duty(words: str) -> None:
    """Trial versions, numbers, abbreviations and explanations name nobody who owes anything."""
    assert told(words) is None


def test_a_paragraph_is_parted_at_brackets_that_end_a_sentence() -> None:
    """Each such bracket belongs to the words before it; one within a sentence is part of it."""
    words = "各部门（市教育局、市财政局）要协调（试行）。（市教育局）做好总结。（市财政局，年底前）完。"

    assert list(bracketed(words)) == [
        ("各部门（市教育局、市财政局）要协调（试行）。", Duty("市教育局")),
        ("做好总结。", Duty("市财政局", "", "年底前")),
        ("完。", None),
    ]


@pytest.mark.parametrize(
    ("line", "duty"),
    [
        ("责任单位：市教育局", Duty("市教育局")),
        ("【完成时限：6月底前】", Duty("", "", "6月底前")),
        ("配合单位: 市财政局；", Duty("", "市财政局")),
        ("责任领导：某市长", None),
        ("要落实责任单位：各单位要加强领导", None),
        ("城镇新增就业5万人。", None),
    ],
)
def test_a_line_of_nothing_but_labels_is_known(line: str, duty: Duty | None) -> None:
    """Plans print 责任单位：… on a line of its own below a requirement."""
    assert labelled(line) == duty
