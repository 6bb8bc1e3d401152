"""Log lines as JSON on the output, one a line; what stands in them is chosen in `border.py`."""

import structlog


def start() -> None:
    """Write every line as JSON, with its level and time."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
