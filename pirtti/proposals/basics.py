"""The values that a place begins with; each place writes its own.

One line is one value; the same line in each language means the same.
"""

from i18nfield.strings import LazyI18nString

VALUES = LazyI18nString(
    {
        "fi": "Ovi on auki kaikille perheille, taustasta riippumatta.\n"
        "Mukaan pääsee ilmaiseksi tai hyvin pienellä maksulla.\n"
        "Paikka on päihteetön.\n"
        "Täällä ei käännytetä eikä myydä mitään.\n"
        "Lapsen etu ja turvallisuus menevät kaiken edelle.\n"
        "Kohtelemme kaikkia yhdenvertaisesti.",
        "sv": "Dörren är öppen för alla familjer, oavsett bakgrund.\n"
        "Det är gratis eller kostar mycket lite att vara med.\n"
        "Platsen är fri från rusmedel.\n"
        "Här varken missioneras eller säljs något.\n"
        "Barnets bästa och trygghet går före allt annat.\n"
        "Vi bemöter alla jämlikt.",
        "en": "The door is open to every family, whatever their background.\n"
        "Taking part is free or nearly free.\n"
        "The place is free of alcohol and drugs.\n"
        "Nobody is converted and nothing is sold here.\n"
        "What is good and safe for the child comes first.\n"
        "Everybody is met as an equal.",
    }
)
MOST_VALUES = 12
