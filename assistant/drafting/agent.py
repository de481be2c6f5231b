"""Free questions: the model answers from what its tools found, and the guard reads every sentence of it."""

from threading import Event

from assistant.drafting.brief import Brief
from assistant.drafting.endpoint import Endpoint, ModelFailed, ToolsRefused
from assistant.drafting.guard import Guard, Guarded, Speech
from assistant.drafting.guidance import Guidance
from assistant.drafting.leaving import fenced
from assistant.drafting.model import converse
from assistant.drafting.model_writer import Told, own_words
from assistant.drafting.names import foreign
from assistant.drafting.prompts import prompt
from assistant.drafting.tools import LookUps

UNKNOWN = "现有资料没有涉及，请向县级主管部门确认。"  # as the prompt has it


def answer(
    question: str,
    brief: Brief | None,
    guidance: Guidance,
    endpoint: Endpoint,
    told: Told = None,
    stop: Event | None = None,
) -> Guarded:
    """Answer a question; raise ModelFailed with a Chinese reason where the model gives no answer that may be shown."""
    look = LookUps(brief, guidance, stop)

    def guarded(text: str) -> Guarded:
        return guard_of(question, brief, look)(endpoint.without_key(text))

    hear = Speech(told, lambda piece: guarded(piece).text).hear if told else None
    try:
        said = converse(endpoint, prompt("system"), request(question), look.tools(), hear=hear, stop=stop)
    except ToolsRefused:  # the one-shot way: what the tools would most likely have found is sent along
        material = look.material(question)
        said = converse(endpoint, prompt("system"), request(question, material), hear=hear, stop=stop)
    made = guarded(said)
    if not made.text:
        raise ModelFailed("语言模型的回答没有依据")
    return made


def request(question: str, material: str = "") -> str:
    """What is asked of the model, before personal data is masked."""
    given = fenced("已查到的内容", material) if material else ""
    return prompt("answer", material=given, question=fenced("用户的话", question))


def guard_of(question: str, brief: Brief | None, look: LookUps) -> Guard:
    """What an answer may state: what the tools found, the unit, and the user's own words."""
    words = own_words(question)
    unit = brief.report.unit if brief else None
    own = "\n".join([unit.name, unit.short, *unit.above, f"{brief.report.year}年", words]) if unit and brief else words
    return Guard("\n".join([*look.used, own, UNKNOWN]), foreign(brief.filing.peers, own) if brief else ())
