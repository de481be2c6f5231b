"""No test touches real data: settings are cleared and the data folder is a temporary one."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("HF_HUB_OFFLINE", "1")
settings.register_profile("nianbao", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("nianbao")


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in list(os.environ):
        if key.startswith("NIANBAO_") and key != "NIANBAO_SCREENSHOTS":
            monkeypatch.delenv(key)
    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path / "data"))
