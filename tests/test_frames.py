"""What counts as work of the page, and what does not."""

from benchmarks.frames import main_thread


def thread(pid: int, name: str) -> dict:
    return {"name": "thread_name", "ph": "M", "pid": pid, "tid": 1, "args": {"name": name}}


def task(pid: int, tdur: int, name: str = "RunTask") -> dict:
    return {"name": name, "ph": "X", "pid": pid, "tid": 1, "dur": 9 * tdur, "tdur": tdur}


def test_the_busiest_main_thread_is_the_page() -> None:
    names = [thread(1, "CrRendererMain"), thread(2, "CrRendererMain"), thread(3, "Compositor")]
    tasks = [
        task(1, 500),
        task(2, 8_000),
        task(2, 4_500),
        task(2, 99_000, "Paint"),
        task(3, 90_000),
    ]
    assert main_thread([*names, *tasks]) == [8.0, 4.5]
