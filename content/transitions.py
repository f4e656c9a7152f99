"""State machines as tables: state → act → state."""

from collections.abc import Mapping

Table = Mapping[str, Mapping[str, str]]


class TransitionRefusedError(ValueError):
    """The act is not allowed in this state."""

    def __init__(self, state: str, act: str, allowed: list[str]) -> None:
        """Name the state, the act and what is allowed instead."""
        may = "、".join(allowed) if allowed else "无"
        super().__init__(f"状态“{state}”下不能“{act}”；可以：{may}")
        self.state = state
        self.act = act


def follow(table: Table, state: str, act: str) -> str:
    """Give the state after the act; raise TransitionRefusedError when the table has no such step."""
    acts = table[state]
    if act not in acts:
        raise TransitionRefusedError(state, act, sorted(acts))
    return acts[act]
