"""The segmentation model: what it promises of offsets, its checksums, its segmentations, and its recipe."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cnfacts.errors import ModelError
from cnfacts.segment import Segmenter
from cnfacts.segment.loading import DATA_DIR, FILES, load_words

ROOT = Path(__file__).parents[1]
RECIPE = ROOT / "models" / "segmenter"
needs_recipe = pytest.mark.skipif(not RECIPE.is_dir(), reason="models/segmenter is not part of this tree")

SEGMENTATIONS = [
    "2023年 ， 规模以上 工业 增加值 比 上年 增长 4.6 % 。",
    "1—11月 ， 社会消费品零售总额 42.8万亿 元 ， 同比 增长 7.2 % 。",
    "前三季度 ， 全国 居民 人均 可支配收入 29398 元 ， 名义 增长 6.3 % 。",
    "国内生产总值 101.6万亿 元 ， 提高 0.3 个 百分点 。",
    "一般公共预算收入 21.7万亿 元",
    "12月 末 ， 广义货币 余额 292.27万亿 元",
    "城镇调查失业率 平均 为 5.2 %",
    "粮食产量 13908亿 斤 ， 增产 1.3 % ；",
    "利润总额 76858.3亿 元 ， 环比 下降",
    "居民消费价格 上涨 百分之二点五",
    "出口交货值 1,234.5亿 元",
    "这项 工作 增加 值得 关注 。",
]

MENDED = [
    ("1 — 11月 增长 5.6%", "1—11月 增长 5.6 %"),
    ("2016 — 2020年", "2016—2020年"),
    ("101.6 万 亿元", "101.6万亿 元"),
    ("规模 以上 工业 增加 值", "规模以上 工业 增加值"),
    ("增加 值得 关注", "增加 值得 关注"),  # a word of the list across a boundary of the teacher
    ("300万 千瓦", "300万 千瓦"),
    ("5千米", "5 千米"),  # 千 belongs to the unit
    ("第10 届 5G 大会", "第10 届 5G 大会"),  # ordinals and codes stay the teacher's
    ("百分之 三 点 五", "百分之三点五"),
    ("20世纪 90 年代", "20 世纪 90 年代"),
]


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter.load()


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A copy of the model, to damage."""
    folder = tmp_path / "model"
    shutil.copytree(DATA_DIR, folder)
    return folder


@pytest.mark.parametrize("expected", SEGMENTATIONS)
def test_segmentation(segmenter: Segmenter, expected: str) -> None:
    assert segmenter.cut(expected.replace(" ", "")) == expected.split(" ")


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("增加值全国2年3.%亿元。；， \n\u3000”"))))
@example("")
@example(" \n ")
@example("\ud800亿元\udfff")
@example("\ue000\ue001𠀀\0增加值")
@example("增" * 950 + "，" + "\u3000" * 900 + "。”。")
def test_tokens_join_to_the_text(text: str) -> None:
    for segmenter in (Segmenter.load(), Segmenter.load(user_dict=False)):
        tokens, edges = segmenter.cut(text), segmenter.boundaries(text)
        assert "".join(tokens) == text
        assert all(tokens)
        assert [text[start:end] for start, end in pairwise(edges)] == tokens
        assert not any(token.strip() != token for token in tokens if token.strip())


def test_white_space_is_a_token(segmenter: Segmenter) -> None:
    assert segmenter.cut(" 出口额 \n\t增长\u3000") == [" ", "出口额", " \n\t", "增长", "\u3000"]


def test_empty_text(segmenter: Segmenter) -> None:
    assert segmenter.cut("") == []
    assert segmenter.boundaries("") == []


def test_result_is_the_callers(segmenter: Segmenter) -> None:
    segmenter.boundaries("增加值").append(99)
    assert segmenter.boundaries("增加值") == [0, 3]


def test_user_dictionary_joins_only_at_boundaries(segmenter: Segmenter) -> None:
    words = Segmenter(segmenter._model, ["工业增加值", "关注度"])
    assert words.cut("工业增加值得到关注。")[:1] != ["工业增加值得"]
    assert "工业增加值" in words.cut("规模以上工业增加值增长5%。")
    assert "".join(words.cut("值得关注度假区")) == "值得关注度假区"


def test_dictionary_words_are_distinct_and_bare() -> None:
    words = load_words()
    assert len(set(words)) == len(words) > 300
    assert all(len(word) > 1 and word == word.strip() and " " not in word for word in words)


def test_same_as_the_library_s_own_decoder() -> None:
    from spacy_pkuseg.feature_extractor import FeatureExtractor
    from spacy_pkuseg.inference import decodeViterbi_fast
    from spacy_pkuseg.model import Model

    extractor, model = FeatureExtractor.load(str(DATA_DIR)), Model.load(str(DATA_DIR))
    segmenter = Segmenter.load(user_dict=False)
    for spaced in [*SEGMENTATIONS, "ＡＢ－12，ａ/b:c*d", "二〇二三年一季度，第十四届。", "x"]:
        text = spaced.replace(" ", "")
        nodes = list(extractor.normalize_text(text))
        features = [extractor.get_node_features_idx(place, nodes) for place in range(len(nodes))]
        _, tags = decodeViterbi_fast(features, model)
        starts = [place for place, tag in enumerate(tags) if tag in (0, 1) or place == 0]
        assert segmenter.boundaries(text)[:-1] == starts


def test_threads_agree(segmenter: Segmenter) -> None:
    texts = [expected.replace(" ", "") * 3 for expected in SEGMENTATIONS] * 10
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(segmenter.cut, texts)) == [segmenter.cut(text) for text in texts]


@pytest.mark.parametrize("unit", ["增加值", "，", "a", " "])
def test_a_very_long_line_is_linear(segmenter: Segmenter, unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    assert "".join(segmenter.cut(text)) == text
    assert time.process_time() - started < 15


def test_size_and_formats() -> None:
    assert sum(path.stat().st_size for path in DATA_DIR.iterdir()) < 7_000_000
    assert {path.suffix for path in DATA_DIR.iterdir()} == {".msgpack", ".npz", ".txt", ".json"}


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused(damaged: Path, name: str) -> None:
    content = bytearray((damaged / name).read_bytes())
    content[len(content) // 2] ^= 1
    (damaged / name).write_bytes(content)
    with pytest.raises(ModelError, match=rf"CF300.*{name}: sha256 .*reinstall cnfacts"):
        Segmenter.load(damaged)


@pytest.mark.parametrize("name", [*FILES, "meta.json"])
def test_a_missing_file_is_named(damaged: Path, name: str) -> None:
    (damaged / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: No such file.*reinstall cnfacts"):
        Segmenter.load(damaged)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"format": 1}', '{"format": 99}', '{"format": 1, "sha256": 3}']
)
def test_bad_metadata_is_refused(damaged: Path, content: str) -> None:
    (damaged / "meta.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"meta\.json: .*reinstall cnfacts"):
        Segmenter.load(damaged)


@pytest.mark.parametrize("name", ["features.msgpack", "weights.npz"])
def test_a_file_of_another_kind_is_refused(damaged: Path, name: str) -> None:
    import hashlib

    (damaged / name).write_bytes(b"\x01")
    meta = json.loads((damaged / "meta.json").read_text(encoding="utf-8"))
    meta["sha256"][name] = hashlib.sha256(b"\x01").hexdigest()
    (damaged / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read as a segmentation model"):
        Segmenter.load(damaged)


def test_import_is_lazy_and_loading_is_silent() -> None:
    code = (
        "import sys; from cnfacts.segment import Segmenter; assert 'spacy_pkuseg' not in sys.modules; "
        "s = Segmenter.load(); assert s is Segmenter.load(); s.cut('增加值增长')"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "HOME": "/nonexistent"}
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, env=environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@needs_recipe
def test_metrics_are_of_the_packaged_model() -> None:
    metrics = json.loads((RECIPE / "metrics.json").read_text(encoding="utf-8"))
    meta = json.loads((DATA_DIR / "meta.json").read_text(encoding="utf-8"))
    assert metrics["version"] == meta["version"]
    assert metrics["sha256"] == meta["sha256"]
    for run in ("with_user_dict", "without_user_dict"):
        assert all(figures["boundary_f1"] >= 97 for figures in metrics[run].values())


@pytest.fixture
def mend(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], list[str]]:
    monkeypatch.syspath_prepend(str(RECIPE / "scripts"))
    from mend import mend as function

    return function


@needs_recipe
@pytest.mark.parametrize(("taught", "expected"), MENDED)
def test_mending(mend: Callable[[list[str]], list[str]], taught: str, expected: str) -> None:
    assert " ".join(mend(taught.split(" "))) == expected


@needs_recipe
def test_recipe_runs_on_the_sample(tmp_path: Path) -> None:
    import srsly

    project = srsly.read_yaml(RECIPE / "project.yml")
    (lines,) = [command["script"] for command in project["commands"] if command["name"] == "smoke"]
    for line in lines:
        filled = line.replace("${vars.work}", str(tmp_path)).replace("${vars.packaged}", str(DATA_DIR))
        command = filled.replace("python ", f"'{sys.executable}' ", 1)
        done = subprocess.run(command, shell=True, cwd=RECIPE, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    metrics = json.loads((tmp_path / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["without_user_dict"]["all"]["boundary_f1"] > 75
    assert Segmenter.load(tmp_path / "model").version == "smoke"
