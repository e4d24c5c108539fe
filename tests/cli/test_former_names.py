"""An old name in one document and the renaming told in a later one are one institution."""

OLD = "В 2016 году Институт педиатрии Орлова обучил хирургов Гомельской областной больницы трансплантации почки."
TOLD = "Национальный центр детской хирургии (до 2019 года — Институт педиатрии Орлова) принял гостей из Минска."


def test_show_tells_since_when_it_is_called_so(run, tmp_path):
    store = tmp_path / "store"
    for name, text in (("old", OLD), ("told", TOLD)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert run("ingest", str(tmp_path / f"{name}.txt"), store=store).returncode == 0
    shown = run("show", "Институт педиатрии Орлова", "--csv", store=store).stdout
    assert "formerly,Институт педиатрии Орлова,ru,2019" in shown
    assert "name since,Национальный центр детской хирургии,ru,2019" in shown
    assert "Гомельская областная больница" in shown
    before = run("export", "--format", "nquads", "-", store=store).stdout
    assert run("rebuild", store=store).returncode == 0
    assert run("export", "--format", "nquads", "-", store=store).stdout == before


def test_a_name_that_only_the_registry_calls_older_leads_to_the_present_one(run, tmp_path):
    text = "Национальный медицинский исследовательский центр трансплантологии и искусственных органов имени В.И. Шумакова обучил врачей Тарской больницы."
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    assert run("ingest", str(tmp_path / "page.txt"), store=tmp_path / "store").returncode == 0
    shown = run("show", "НИИ трансплантологии и искусственных органов", "--csv", store=tmp_path / "store")
    assert "formerly,НИИ трансплантологии и искусственных органов" in shown.stdout
    for abbreviation in ("ФНЦТИО", "ФНЦ ТИО"):
        assert (
            "formerly,НИИ трансплантологии и искусственных органов" in run("show", abbreviation, "--csv", store=tmp_path / "store").stdout
        )
