"""Forces as spreadsheets name them: every way of writing leads to the force that is meant."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

import peel
from peel._words.force_names import core_of, nearest_force_names

#: Names that two forces share on purpose.
SHARED = {"wmp", "london"}

AROUND = [
    "{}",
    "{} Police",
    "{} Constabulary",
    "{} Police Service",
    "{} police force",
    "The {}",
    "the {} Police",
    "{}2",
    "{} (2)",
    "{} Police [note 4]",
    "{} Police1,2",
    "{}²",
    "  {}\u00a0",
    "{}*",
]

REGIONS = {
    *("North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands"),
    *("East of England", "Eastern", "London", "South East", "South West", "Wales", "England"),
}
COUNTIES = """
Avon, Bedfordshire, Berkshire, Bristol, Buckinghamshire, Cambridgeshire, Cheshire, City of London,
Cleveland, Cornwall, County Durham, Cumberland, Cumbria, Derbyshire, Devon, Dorset, Durham,
East Riding of Yorkshire, East Sussex, Essex, Gloucestershire, Greater London, Greater Manchester,
Hampshire, Hereford and Worcester, Herefordshire, Hertfordshire, Humberside, Huntingdonshire,
Isle of Wight, Isles of Scilly, Kent, Lancashire, Leicestershire, Lincolnshire, Merseyside,
Middlesex, Norfolk, North Yorkshire, Northamptonshire, Northumberland, Nottinghamshire,
Oxfordshire, Rutland, Shropshire, Somerset, South Yorkshire, Staffordshire, Suffolk, Surrey,
Sussex, Tyne and Wear, Warwickshire, West Midlands, West Sussex, West Yorkshire, Westmorland,
Wiltshire, Worcestershire, Yorkshire,
Anglesey, Blaenau Gwent, Brecknockshire, Bridgend, Caernarfonshire, Caerphilly, Cardiganshire,
Carmarthenshire, Ceredigion, Clwyd, Conwy, Denbighshire, Dyfed, Flintshire, Glamorgan, Gwent,
Gwynedd, Isle of Anglesey, Merionethshire, Merthyr Tydfil, Mid Glamorgan, Monmouthshire,
Montgomeryshire, Neath Port Talbot, Pembrokeshire, Powys, Radnorshire, Rhondda Cynon Taf,
South Glamorgan, Torfaen, Vale of Glamorgan, West Glamorgan, Wrexham
"""
CITIES = """
Bath, Birmingham, Bradford, Brighton and Hove, Bristol, Cambridge, Canterbury, Carlisle,
Chelmsford, Chester, Chichester, Colchester, Coventry, Derby, Doncaster, Durham, Ely, Exeter,
Gloucester, Hereford, Kingston upon Hull, Lancaster, Leeds, Leicester, Lichfield, Lincoln,
Liverpool, London, Manchester, Milton Keynes, Newcastle upon Tyne, Norwich, Nottingham, Oxford,
Peterborough, Plymouth, Portsmouth, Preston, Ripon, Salford, Salisbury, Sheffield, Southampton,
Southend-on-Sea, St Albans, Stoke-on-Trent, Sunderland, Truro, Wakefield, Wells, Westminster,
Winchester, Wolverhampton, Worcester, York, Bangor, Cardiff, Newport, St Asaph, St Davids, Swansea
"""
PLACES = sorted({*REGIONS, *(place.strip() for place in f"{COUNTIES},{CITIES}".split(","))})


def reached(name: str) -> set[str]:
    """The ids of the forces that *name* stands for."""
    try:
        return {peel.force(name).id}
    except peel.UnknownForceError as error:
        return set(error.nearest) if "names several" in str(error) else set()


def spellings() -> Iterator[tuple[peel.Force, str]]:
    for force in peel.forces():
        for spelling in (force.id, force.name, *force.aliases):
            yield force, spelling


@pytest.mark.parametrize("around", AROUND)
def test_every_spelling_reaches_its_force_and_no_other(around: str) -> None:
    for force, spelling in spellings():
        ids = reached(around.format(spelling))
        if spelling.casefold() in SHARED:
            assert len(ids) == 2
            assert force.id in ids
        else:
            assert ids == {force.id}, around.format(spelling)


def test_no_spelling_is_another_force_s_but_for_those_listed() -> None:
    owners: dict[str, set[str]] = {}
    for force, spelling in spellings():
        owners.setdefault(spelling.casefold(), set()).add(force.id)
    assert {spelling for spelling, ids in owners.items() if len(ids) > 1} == SHARED


@pytest.mark.parametrize(
    "around", [*AROUND, "N. {}", "W {}", "{} (ABC)", "Greater {}", "City of {}"]
)
def test_a_place_is_a_force_only_where_the_force_is_called_so(around: str) -> None:
    for place in PLACES:
        written = around.format(place).casefold().replace("w ", "west ").replace("n. ", "north ")
        for force in reached(around.format(place)):
            names = {name.casefold() for name in peel.force(force).spellings}
            assert place.casefold() in names or any(name in written for name in names)


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_two_regions_share_the_name_of_a_force(region: str) -> None:
    assert bool(reached(region)) == (region in {"West Midlands", "London"})


@pytest.mark.parametrize(
    ("name", "force"),
    [
        ("Notts", "nottinghamshire"),
        ("Leics Police", "leicestershire"),
        ("TVP", "thames-valley"),
        ("the Met", "metropolitan"),
        ("Heddlu Gogledd Cymru", "north-wales"),
        ("Metropolitan Police Service (MPS)", "metropolitan"),
        ("Metropolitan Police (M.P.S.)", "metropolitan"),
        ("City of London Police (CoLP)", "city-of-london"),
        ("Avon & Somerset Constabulary (A&SC)", "avon-and-somerset"),
        ("Hampshire & Isle of Wight Constabulary (HIOWC) 3", "hampshire"),
        ("Hampshire & Isle of Wight Constabulary (HIWC)", "hampshire"),
        ("Dyfed-Powys Police (DP)", "dyfed-powys"),
        ("West Mercia Police (WMP)", "west-mercia"),
        ("Devon &amp; Cornwall", "devon-and-cornwall"),
        ("Ｋｅｎｔ　Ｐｏｌｉｃｅ", "kent"),
        ("Greater\u00a0Manchester\u2009Police", "greater-manchester"),
        ("Derbyshire2", "derbyshire"),
        ("ESSEX *", "essex"),
        ("N. Yorkshire", "north-yorkshire"),
        ("W. Midlands", "west-midlands"),
        ("S Wales Police", "south-wales"),
        ("Yorkshire, North", "north-yorkshire"),
        ("Yorkshire, W.", "west-yorkshire"),
        ("London, City of", "city-of-london"),
        ("Met, The", "metropolitan"),
        ("The Avon, and Somerset, Police", "avon-and-somerset"),
    ],
)
def test_names_as_people_write_them(name: str, force: str) -> None:
    assert peel.force(name).id == force


def test_initials_of_many_small_words_are_read_at_once() -> None:
    assert reached(f"{'of ' * 40}Kent ({'o' * 40}x)") == set()


def test_the_lists_that_people_have() -> None:
    path = Path(__file__).with_name("force_lists.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["force"] for row in rows] == [force.id for force in peel.forces()]
    for row in rows:
        names = {name for name in row.values() if name}
        assert {peel.force(name).id for name in names} == {row["force"]}
        assert bool(row["welsh"]) == (peel.force(row["force"]).country == "Wales")


@pytest.mark.parametrize("name", ["WMP", "London", "london police", "The London Constabulary"])
def test_a_name_of_two_forces_is_an_error_that_names_both(name: str) -> None:
    with pytest.raises(peel.UnknownForceError, match=r"names several forces: .*, .*; give the id"):
        peel.force(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Durham Police (NC)",
            "Norfolk Constabulary (VA)",
            "Cleveland Police (OH)",
            "Kent (Essex)",
        ),
        *(
            "Kent 2017",
            "Kent Police and Crime Commissioner",
            "Kent, Surrey, Sussex",
            "Midlands, E.",
        ),
        *("E. Yorkshire", "Kent Kent", "Police", "The", "Constabulary", "2", "N", "W."),
    ],
)
def test_what_is_no_force(name: str) -> None:
    assert reached(name) == set()


@pytest.mark.parametrize(
    "name",
    [
        *("British Transport Police", "British Transport Police (BTP)", "btp", "BTP"),
        *("Ministry of Defence Police", "MoD Police", "Ministry of Defence"),
        *("Civil Nuclear Constabulary", "National Crime Agency", "NCA"),
        *("Police Service of Northern Ireland", "Police Service of Northern Ireland (PSNI)"),
        *("northern-ireland", "PSNI2", "Police Scotland", "Scotland"),
        *("Guernsey Police", "States of Jersey Police", "Isle of Man Constabulary"),
        *("S12000033", "n92000002"),
    ],
)
def test_other_bodies_are_told_so(name: str) -> None:
    expected = "; not one of the 43 territorial forces of England and Wales; peel.forces() lists"
    with pytest.raises(peel.UnknownForceError) as caught:
        peel.force(name)
    assert expected in str(caught.value)
    assert caught.value.nearest == ()


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Nots Police", ("nottinghamshire",)),
        ("Suffulk Constabulary", ("suffolk",)),
        ("Cleeveland", ("cleveland",)),
        ("Derbishire2", ("derbyshire",)),
        ("Leicester", ("leicestershire",)),
        ("Northampton Police", ("northamptonshire",)),
        ("Devon", ("devon-and-cornwall",)),
        ("Devonn", ("devon-and-cornwall",)),
        ("Wales", ("north-wales", "south-wales")),
        ("Yorkshire Police", ("north-yorkshire", "south-yorkshire", "west-yorkshire")),
        ("Greater London", ("city-of-london", "metropolitan")),
        ("East Sussex", ("sussex",)),
        ("Kent and Essex", ("essex", "kent")),
        ("Liecester", ("leicestershire",)),
        ("Mancester Police", ("greater-manchester",)),
        ("Yorkshre", ("north-yorkshire", "south-yorkshire", "west-yorkshire")),
    ],
)
def test_suggestions_help(name: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(peel.UnknownForceError) as caught:
        peel.force(name)
    assert caught.value.nearest == nearest


@pytest.mark.parametrize(
    "name",
    [
        *("XYZ", "GMPP", "B.T.P.X", "E12000005", "E2300002", "W23"),
        *("East Midlands", "East Yorkshire", "South West", "North West", "Eastern"),
        *(
            "Hereford",
            "Herefordshire",
            "Worcester",
            "Worcestershire",
            "Chester",
            "Oxfordshire",
            "Bristol",
            "Home Office",
            "Police",
        ),
        *("Action Fraud", "Total 43 forces", "Central Service Secondments"),
    ],
)
def test_suggestions_are_silent_where_nothing_is_near(name: str) -> None:
    with pytest.raises(peel.UnknownForceError) as caught:
        peel.force(name)
    assert caught.value.nearest == ()
    assert "nearest" not in str(caught.value)


def test_no_county_or_city_is_led_to_a_force_of_another_one() -> None:
    own = {"Northumberland": "northumbria", "Greater London": "metropolitan"}
    for place in PLACES:
        try:
            peel.force(place)
        except peel.UnknownForceError as error:
            for force in error.nearest:
                names = " ".join((force, *peel.force(force).spellings)).casefold()
                shared = set(place.casefold().split()) & set(names.replace("-", " ").split())
                assert shared or place.casefold() in names or own.get(place) == force


@pytest.mark.parametrize("name", ["G.M.P.", "g.m.p", "G. M. P.", " G.M.P. "])
def test_initials_with_points_are_initials(name: str) -> None:
    assert peel.force(name) == peel.force("GMP")


@pytest.mark.parametrize("name", ["G.", "G.M.X.", "G.M.P. and Kent"])
def test_points_make_no_force(name: str) -> None:
    with pytest.raises(peel.UnknownForceError):
        peel.force(name)


def test_another_body_with_points_is_told_as_one() -> None:
    with pytest.raises(peel.UnknownForceError, match="not one of the 43"):
        peel.force("B.T.P.")


def test_what_is_written_around_a_name_is_no_part_of_it() -> None:
    names = ["N. Yorkshire2", "The North Yorkshire Police (NYP)", "Yorkshire, North"]
    assert {core_of(name) for name in names} == {"north yorkshire"}


def test_what_tells_forces_apart_is_near() -> None:
    names = ["Suffolk Constabulary", "Norfolk Constabulary"]
    assert nearest_force_names("Suffulk Police", names) == ("Suffolk Constabulary",)
