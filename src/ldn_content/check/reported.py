"""Who says it: words that make a sentence a report, a question, a doubt or a denial, and not our own verdict."""

from typing import Final

from ldn_content.check.phrases import anywhere

SAID: Final = anywhere(
    r"sa(?:id|ys?)|report(?:s|ed)?|call(?:s|ed)?|conclude[sd]?|describe[sd]?|according|authors?|reviews?|found"
)
ASKED: Final = anywhere(r"whether|if|how|what|why|that|theor(?:y|ies)|claims?|idea|question|thought|believed?|hoped?|nor?|not")
DOUBTED: Final = anywhere(
    r"whether|nor?|not|never|nobody|neither|cannot|if|ask|how|what|which|claim(?:s|ed)?|may|might|unknown|than"
)
# "Some clinics say that it cures; no trial has shown this": told as another's words, and answered in the same sentence.
ANSWERED: Final = anywhere(
    r"(?:claim(?:s|ed|ing)?|sa(?:y|ys|id|ying)|call(?:s|ed)?|advertis\w+|promis\w+|wr[io]te?s?|sold|speaks? of)\b.{0,200}"
    r"\b(?:no (?:trial|study|studies|evidence|source|placebo|comparison)|not (?:been )?(?:true|shown|supported|correct|borne"
    r"|right|known|tested)"
    r"|(?:could|do|does|did)"
    r" not (?:find|support|show|confirm|hold|bear|back|tell|say|know)|nobody (?:has|knows)|(?:is|are|was|were) (?:wrong|untrue"
    r"|misleading|false))"
    r"|(?:words?|terms?|slogans?|phrases?) [\"“'‘]\w+"
    r"|(?:warn(?:s|ed|ing)?|wrong|misleading|false|untrue|unsupported|banned|ruled|no (?:trial|study|evidence))\b.{0,200}"
    r"\b(?:claim(?:s|ed|ing)?|promis\w+|advertis\w+)"
)
ANYWAY: Final = anywhere(r"without (?:any )?treatment|by (?:itself|themselves)|anyway|whatever they take|placebo")
