"""macOS: what its tools printed on real machines."""

from datetime import UTC, datetime

import pytest

from tournevis.probing.tests.helpers import look, values


@pytest.fixture
def mac(read_all):
    return lambda name: read_all(f"recordings/macos/{name}")


def macos(probe, commands, **more):
    return values(look(probe, system="macos", commands=commands, **more))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("11.0-apple-M1", {"battery.health_percent": 100, "battery.charging": False, "power.on_mains": True}),
        ("charging-SPPowerDataType", {"battery.charging": True, "power.on_mains": True}),
    ],
)
def test_recorded_batteries(mac, name, expected):
    seen = macos("battery", {"SPPowerDataType": mac(f"system_profiler/{name}")})

    assert seen == {"battery.present": True, **expected}


@pytest.mark.parametrize(
    ("name", "screens"),
    [("11.0-apple-M1", 1), ("asus-geforce-gt-730", 1), ("dual-display-#475", 2), ("mojave-dual-video-cards", 1)],
)
def test_recorded_screens(mac, name, screens):
    seen = macos("displays", {"SPDisplaysDataType": mac(f"system_profiler/{name}")})

    assert seen["displays.disabled"] == 0
    assert seen["displays.connected"] >= 1
    assert seen["displays.connected"] <= screens


@pytest.mark.parametrize(
    ("name", "kind"), [("SPSerialATADataType", "hdd"), ("SPSerialATADataType2", None), ("SPSerialATADataType3", "ssd")]
)
def test_recorded_drives(mac, name, kind):
    text = mac(f"system_profiler/{name}.xml")

    health = macos("disk_health", {"SPSerialATADataType": text})
    count = macos("disk_seen", {"SPSerialATADataType": text})
    load = macos("disk_load", {"SPSerialATADataType": text})

    assert health == {"smart.state": "ok"}
    assert count["disk.count"] >= 1
    assert kind is None or load["disk.kind"] == kind


@pytest.mark.parametrize(
    ("name", "count"), [("SPUSBDataType", 1), ("SPUSBDataType2", 1), ("SPUSBDataType3", 1), ("SPUSBDataType4", 1)]
)
def test_recorded_keyboards_are_counted_without_their_hubs(mac, name, count):
    assert macos("keyboards", {"SPUSBDataType": mac(f"system_profiler/{name}.xml")}) == {"keyboards.count": count}


NO_VPN = "Available network connection services in the current set (*=enabled):\n"
DIRECT = "<dictionary> {\n  HTTPEnable : 0\n  ProxyAutoConfigEnable : 0\n}\n"


@pytest.mark.parametrize(
    "name", ["macosx-01", "macbook-m1-pro-2021-macosx-14.5", "macbook-pro-16-apple-silicon-2021-macosx-14.4"]
)
def test_recorded_networks(mac, name):
    commands = {
        "ifconfig": mac(f"ifconfig/{name}"),
        "route": "   route to: default\n    gateway: 172.77.220.1\n",
        "ping": "3 packets transmitted, 3 packets received, 0.0% packet loss\n",
        "dscacheutil": "name: example.com\nip_address: 192.0.2.1\n",
        "--nc": NO_VPN,
        "--proxy": DIRECT,
    }

    assert macos("network", commands, reachable={("1.1.1.1", 443)}) == {
        "net.link": True,
        "net.address_kind": "normal",
        "net.gateway": "ok",
        "net.dns": "ok",
        "net.internet": "ok",
        "net.vpn": "none",
        "net.proxy": "none",
    }


def test_a_mac_without_a_network_says_so_at_each_step():
    commands = {
        "ifconfig": "en0: flags=8863<UP> mtu 1500\n\tether 0c:4d:e9:00:00:01\n\tstatus: inactive\n",
        "route": "",
        "dscacheutil": "",
        "--nc": NO_VPN,
        "--proxy": DIRECT,
    }

    seen = macos("network", commands)

    assert (seen["net.link"], seen["net.address_kind"]) == (False, "none")
    assert (seen["net.dns"], seen["net.internet"]) == ("fail", "fail")
    assert "net.gateway" not in seen


def test_the_disk_of_a_mac_is_its_data_volume():
    commands = {
        "df -P -k": "Filesystem 1024-blocks Used Available Capacity Mounted on\n"
        "/dev/disk3s1s1 488245288 10000000 40000000 20% /\n"
        "devfs 200 200 0 100% /dev\n"
        "/dev/disk3s5 488245288 430000000 9000000 98% /System/Volumes/Data\n"
        "/dev/disk3s6 488245288 1 9000000 1% /System/Volumes/VM\n",
        "df -k -i": "Filesystem 1024-blocks Used Available Capacity iused ifree %iused Mounted on\n"
        "/dev/disk3s5 488245288 430000000 9000000 98% 900000 90000000 1% /System/Volumes/Data\n",
        "mount": "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)\n",
    }

    assert macos("disk", commands) == {
        "disk.free_percent": 2.1,
        "disk.free_bytes": 9000000 * 1024,
        "disk.inodes_free_percent": 99.0,
        "disk.read_only": False,
        "disk.mount": "/System/Volumes/Data",
    }


def test_memory_load_and_uptime_of_a_mac():
    pressure = "System-wide memory free percentage: 7%\n"
    top = "CPU usage: 1% user, 98.0% idle\nCPU usage: 60.0% user, 25.0% idle\n%CPU COMMAND\n200.0 mds\n"

    assert macos("memory", {"memory_pressure": pressure}) == {"memory.used_percent": 93}
    assert macos("load", {"top": top, "hw.ncpu": "8\n"}) == {
        "cpu.load_percent": 75,
        "cpu.top_process": "mds",
        "cpu.top_share_percent": 25,
    }
    clock = datetime(2026, 1, 11, 7, tzinfo=UTC)
    assert macos("uptime", {"kern.boottime": "{ sec = 1767250800, usec = 1 } Thu"}, clock=clock) == {
        "system.uptime_days": 10
    }


def test_services_panics_and_updates_of_a_mac(mac):
    updates = "Software Update found the following:\n* Label: Safari-19\n\tTitle: Safari, Version: 19\n"
    history = (
        '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><array><dict><key>_items</key><array>'
        "</array></dict></array></plist>"
    )

    assert macos("services", {"launchctl": mac("firewall/launctl_list.txt")}) == {
        "services.failed": 1,
        "services.failed_names": ("com.vmware.launchd.vmware",),
    }
    assert macos("updates", {"softwareupdate": updates, "SPInstallHistory": history}) == {
        "updates.pending": 1,
        "updates.state": "pending",
        "updates.recent": "none",
    }
    panic = {"/Library/Logs/DiagnosticReports/Kernel-2026-01-10-093000.panic": ""}
    assert macos("boot_facts", {}, files=panic) == {"boot.recent_errors": "various"}
    assert macos("trash", {}, files={"/home/user/.Trash/photo.jpg": "", "/home/user/.Trash/.DS_Store": ""}) == {
        "files.in_trash": 1
    }


@pytest.mark.parametrize(
    ("command", "name", "state"),
    [
        ("mdatp", "defender-101.98.30.json", "ok"),
        ("sentinelctl", "sentinelone-epp-24.1.2.7444-status", "ok"),
        ("cytool", "cortex-xdr-8.2.1.47908-runtime-query", "ok"),
    ],
)
def test_recorded_antivirus_products(mac, command, name, state):
    assert macos("antivirus", {command: mac(f"antivirus/{name}")}) == {"antivirus.state": state}
