"""Which device is tried when, and what is done about the companion's own voice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.audio.devices import candidates, is_headset
from companion.audio.echo import EchoGuard, choose_echo, choose_listening
from models.audio import EAR_RATE, Frame
from tests.support.scripted_devices import device

_BUILT_IN = device("HDA Intel", 0, is_default_input=True, is_default_output=True)
_USB = device("USB Audio", 1)
_BUDS = device("bluez_input.AC_BUDS", 2)
_SPEAKER = device("HDMI", 3, inputs=0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jabra Headset", True),
        ("AirPods Pro", True),
        ("Casque (Bluetooth)", True),
        ("Écouteurs de Léa", True),
        ("Headphones (Realtek)", True),
        ("bluez_sink.00_11.a2dp_sink", True),
        ("MacBook Pro Speakers", False),
        ("default", False),
        ("HDA Intel PCH: ALC257 Analog (hw:0,0)", False),
    ],
)
def test_headsets_are_known_by_their_names(name: str, expected: bool) -> None:
    assert is_headset(name) is expected


def test_devices_are_tried_as_wished_then_as_before_then_as_the_system_says() -> None:
    found = [_BUILT_IN, _USB, _BUDS, _SPEAKER]
    assert candidates(found, "input") == [_BUILT_IN, _BUDS, _USB]
    assert candidates(found, "input", last=_USB.identity)[0] == _USB
    assert candidates(found, "input", wished="usb", last=_BUDS.identity) == [_USB, _BUDS, _BUILT_IN]
    avoided = frozenset({_BUILT_IN.identity})
    assert candidates(found, "input", avoided=avoided)[-1] == _BUILT_IN


@given(st.permutations([_BUILT_IN, _USB, _BUDS, _SPEAKER]))
def test_the_order_of_listing_changes_nothing_and_nothing_usable_is_left_out(
    found: list[object],
) -> None:
    given_devices = [one for one in (_BUILT_IN, _USB, _BUDS, _SPEAKER) if one in found]
    assert set(candidates(given_devices, "output")) == set(given_devices)


def test_a_bluetooth_device_may_stall_for_longer() -> None:
    assert _BUDS.stall_seconds > _USB.stall_seconds


@pytest.mark.parametrize(
    ("setting", "listening", "one_clock", "has_canceller", "expected"),
    [
        ("auto", "headset", True, True, "none"),
        ("auto", "speaker", True, True, "cancelled"),
        ("auto", "speaker", False, True, "guarded"),
        ("auto", "speaker", True, False, "guarded"),
        ("off", "speaker", True, True, "guarded"),
        ("on", "headset", True, True, "cancelled"),
        ("off", "headset", True, True, "none"),
    ],
)
def test_an_open_loudspeaker_is_always_cancelled_or_guarded_against(
    setting: str, listening: str, one_clock: bool, has_canceller: bool, expected: str
) -> None:
    chosen = choose_echo(
        setting,  # type: ignore[arg-type]
        listening,  # type: ignore[arg-type]
        one_clock=one_clock,
        has_canceller=has_canceller,
    )
    assert chosen == expected


def test_a_name_that_tells_nothing_is_taken_for_an_open_loudspeaker() -> None:
    assert choose_listening("auto", "default") == "speaker"
    assert choose_listening("auto", "WH-1000 headphones") == "headset"
    assert choose_listening("headset", "default") == "headset"


def _frame(start_ms: int) -> Frame:
    return Frame(start_ms, np.zeros(EAR_RATE * 32 // 1000, dtype=np.int16))


def test_the_guard_outlasts_the_companions_voice_and_only_where_it_is_needed() -> None:
    guard = EchoGuard("guarded")
    assert not guard.is_guarded(_frame(0))
    guard.sounded(_frame(1000))
    assert guard.is_guarded(_frame(1010))
    assert guard.is_guarded(_frame(2400))
    assert not guard.is_guarded(_frame(2600))
    open_ear = EchoGuard("cancelled")
    open_ear.sounded(_frame(1000))
    assert not open_ear.is_guarded(_frame(1010))


def test_after_lost_sound_the_canceller_is_not_trusted_until_it_has_found_the_echo_again() -> None:
    guard = EchoGuard("cancelled")
    guard.sounded(_frame(10_000))
    guard.torn(10_000)
    assert guard.is_guarded(_frame(10_500))
    guard.sounded(_frame(13_000))
    assert not guard.is_guarded(_frame(13_000))
    headset = EchoGuard("none")
    headset.sounded(_frame(10_000))
    headset.torn(10_000)
    assert not headset.is_guarded(_frame(10_100))
