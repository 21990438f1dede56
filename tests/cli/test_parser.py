"""What may be typed, and what the help says of it."""

from __future__ import annotations

import pytest

import peel
from peel.__main__ import run
from peel._cli.commands import main
from peel._cli.parser import BAD_INPUT, COMMANDS, parse


def helped(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as caught:
        main([*arguments, "--help"])
    assert caught.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_phrase_an_example_and_a_word_for_each_argument(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = COMMANDS[name]
    assert command.example.startswith(f"peel {name}")
    assert parse(command.example.split()[1:]).command == name
    assert all(settings["help"] for _, settings in command.arguments)
    text = helped(capsys, name)
    assert f"example: {command.example}\n" in text
    assert command.example in " ".join(helped(capsys).split())
    assert "--with DIR" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    text = helped(capsys)
    assert all(f"\n    {name}" in text for name in COMMANDS)
    assert max(map(len, text.splitlines())) <= 80


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line about arguments that are not understood."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    line = capsys.readouterr().err
    assert (line[:6], line.count("\n")) == ("peel: ", 1)
    return line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["show"], "the following arguments are required: FORCE"),
        (["shwo", "kent"], "no command is called 'shwo'; nearest: show"),
        (["nonsense"], "no command is called 'nonsense'; there are: show, forces, questions"),
        (["compare", "kent"], "the following arguments are required: --cycle"),
        (["export", "--format", "xls"], "invalid choice: 'xls'"),
    ],
)
def test_bad_arguments_are_exit_code_2_and_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(capsys, *arguments)


TAKE_TEXT = [
    (name, option)
    for name, command in COMMANDS.items()
    for option, settings in (*command.arguments, ("--with", {}))
    if option.startswith("--") and settings.get("action") != "store_true"
]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_blank_word_is_never_everything(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = COMMANDS[name].example.split()[2:]
    there = ["judgements"] if name == "export" else words
    for place, word in enumerate(there):
        if not word.startswith("--"):
            typed = [*there[:place], "", *there[place + 1 :]]
            assert "'' is blank" in refused(capsys, name, *typed)
    if name in ("coverage", "monitoring"):
        assert "'' is blank" in refused(capsys, name, "")


@pytest.mark.parametrize(("name", "option"), TAKE_TEXT)
def test_an_option_that_is_blank_is_not_left_out(
    name: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = COMMANDS[name].example.split()[1:]
    assert f"argument {option}: '' is blank" in refused(capsys, *words, option, "")
    assert f"argument {option}: ' ' is blank" in refused(capsys, *words, f"{option}= ")


@pytest.mark.parametrize(("name", "option"), TAKE_TEXT)
def test_an_option_that_is_given_again_is_not_dropped(
    name: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [name, *(word for word in COMMANDS[name].example.split()[2:] if word != option)]
    given = ("csv", "json") if option == "--format" else ("2016", "2017")
    twice = [f"{option}={value}" for value in given]
    if option == "--with" or (name, option) in (("export", "--force"), ("export", "--cycle")):
        options = parse([*words, *twice])
        kept = getattr(options, "own" if option == "--with" else option.removeprefix("--"))
        assert [*given] == [value for of in kept for value in ([of] if type(of) is str else of)]
    else:
        said = f"argument {option}: it may be given once only"
        assert said in refused(capsys, *words, *twice)


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("show kent --cycle 2017 --all", "--cycle", "--all"),
        ("show kent --json --all", "--json", "--all"),
        ("show kent --sources --json", "--json", "--sources"),
        ("coverage --full --json", "--json", "--full"),
        ("validate rows --with other --standalone", "--standalone", "--with"),
    ],
)
def test_an_option_that_another_would_hide_is_refused(
    typed: str, one: str, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refused(capsys, *typed.split())
    name = typed.split(maxsplit=1)[0]
    said = f"argument {other}: not allowed with argument {one} (see peel {name} --help)"
    assert line == f"peel: {said}\n"


@pytest.mark.parametrize(
    "typed", ["show kent --cycle 2017 --sources", "show kent --all --sources", "show kent --json"]
)
def test_options_that_go_together_are_taken(typed: str) -> None:
    assert parse(typed.split()).command == "show"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    said = f"peel {peel.__version__}; {peel.bundled().edition}\n"
    assert capsys.readouterr().out == said


def test_the_console_script_is_the_module() -> None:
    from importlib.metadata import entry_points

    (script,) = entry_points(group="console_scripts", name="peel")
    assert script.load() is run


def test_a_command_searches_for_no_garbage_and_says_how_it_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("gc.disable", lambda: asked.append("disable"))
    monkeypatch.setattr("gc.freeze", lambda: asked.append("freeze"))
    monkeypatch.setattr("sys.argv", ["peel", "show", "nowhere"])
    assert run() == BAD_INPUT
    assert asked == ["disable", "freeze"]
