"""A Dask cluster by the address of its scheduler; the extra `cluster` brings what it takes."""

import warnings
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib.util import find_spec

from engine.refusals import NoCluster

ANSWER_WITHIN = 5
"""Seconds in which a scheduler answers, or is not there."""
RETRIES = 3
"""How often a task is begun again that its worker has failed."""


@contextmanager
def executor_at(address: str) -> Iterator[tuple[Executor, int]]:
    """Give tasks to the cluster at an address, and how many it does at a time.

    A task whose worker dies is done again by another. Raises NoCluster.
    """
    if find_spec("distributed") is None:
        raise NoCluster(
            "这里没有装 Dask：用 pip install 'paike[cluster]' 安装，或去掉 --cluster。",
            "Dask is not installed here: pip install 'paike[cluster]', or leave --cluster out.",
        )
    from distributed import Client  # only who has the extra can

    try:
        client = Client(address, timeout=ANSWER_WITHIN, set_as_default=False)
    except (OSError, ValueError) as away:
        raise NoCluster(
            f"集群 {address} 没有应答：检查调度器是否已启动、地址是否正确（tcp://主机:端口）。",
            f"No cluster answers at {address}: see that its scheduler runs and that the address "
            "is right (tcp://host:port).",
        ) from away
    with client:
        width = sum(client.nthreads().values())
        if not width:
            raise NoCluster(
                f"集群 {address} 没有工作进程：先启动 dask worker。",
                f"The cluster at {address} has no workers: start a dask worker first.",
            )
        with (
            warnings.catch_warnings(),
            client.get_executor(retries=RETRIES, pure=False) as executor,
        ):
            warnings.filterwarnings("ignore", "Sending large graph")  # a part is 15 MB, packed
            yield executor, width
