"""Linux: what its files and tools say, in small recordings; some of it looked at on this very machine."""

import json

import pytest

from tournevis.probing import Target, run
from tournevis.probing.reasons import Unread
from tournevis.probing.tests.helpers import look, reasons, values


def linux(probe, options=None, **recording):
    return values(look(probe, options=options, **recording))


def test_this_machine_tells_its_memory_load_and_uptime():
    memory, load, uptime = (values(run(probe, Target())) for probe in ("memory", "load", "uptime"))

    assert 0 < memory["memory.used_percent"] < 100
    assert 0 <= load["cpu.top_share_percent"] <= load["cpu.load_percent"] + 5
    assert uptime["system.uptime_days"] >= 0


def test_the_recorded_file_systems_give_the_fullest(read_all):
    commands = {
        "df -P -k": read_all("recordings/generic/df/linux"),
        "df -P -i": "Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/sda7 1000 900 100 90% /home\n",
    }
    mounts = "/dev/sda5 / ext4 rw 0 0\n/dev/sda7 /home ext4 rw 0 0\n"

    assert linux("disk", commands=commands, files={"/proc/mounts": mounts}) == {
        "disk.free_percent": 52.4,
        "disk.free_bytes": 22457104 * 1024,
        "disk.read_only": False,
        "disk.mount": "/home",
        # Its inodes, though its device is of another kind, are looked for by mount point.
        "disk.inodes_free_percent": 10.0,
    }


def test_a_file_system_that_fell_back_to_reading_only_is_seen_and_one_meant_so_is_not():
    commands = {"df": "Filesystem Type 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 ext4 9 4 5 44% /\n"}
    mounts = "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /archives ext4 ro 0 0\n/dev/loop0 /snap/x/1 squashfs ro 0 0\n"
    files = {"/proc/mounts": mounts}

    fallen = linux("disk", commands=commands, files=files)
    meant = linux("disk", commands=commands, files={**files, "/etc/fstab": "/dev/sdb1 /archives ext4 ro 0 0\n"})

    assert (fallen["disk.read_only"], meant["disk.read_only"]) == (True, False)


def test_the_busiest_disk_and_its_kind():
    line = "   8 0 sda 1 0 8 1 1 0 8 1 0 {} 2 0 0 0 0\n   8 16 sdb 1 0 8 1 1 0 8 1 0 {} 2 0 0 0 0\n"
    files = {
        "/proc/diskstats": [line.format(1000, 50), line.format(1970, 60)],
        "/sys/block/sda/queue/rotational": "1\n",
        "/sys/block/sdb/queue/rotational": "0\n",
        "/sys/block/loop0/queue/rotational": "0\n",
    }

    assert linux("disk_load", files=files) == {"disk.busy_percent": 97, "disk.kind": "hdd"}
    assert linux("disk_seen", files=files) == {"disk.count": 2}


def test_the_program_that_makes_the_load_is_named():
    files = {
        "/proc/stat": ["cpu 0 0 0 1000 0 0 0 0 0 0\n", "cpu 160 0 0 1040 0 0 0 0 0 0\n"],
        "/proc/7/stat": [
            "7 (tracker-miner) R 1 7 7 0 -1 0 0 0 0 0 10 0 0 0 20 0 1 0 5\n",
            "7 (tracker-miner) R 1 7 7 0 -1 0 0 0 0 0 130 20 0 0 20 0 1 0 5\n",
        ],
        "/proc/8/stat": "8 (bash) S 1 8 8 0 -1 0 0 0 0 0 10 0 0 0 20 0 1 0 5\n",
    }

    assert linux("load", files=files) == {
        "cpu.load_percent": 80,
        "cpu.top_process": "tracker-miner",
        "cpu.top_share_percent": 70,
    }


def test_the_hottest_plausible_sensor_counts():
    files = {
        "/sys/class/thermal/thermal_zone0/temp": "47000\n",
        "/sys/class/thermal/thermal_zone0/type": "x86_pkg_temp\n",
        "/sys/class/hwmon/hwmon1/temp1_input": "96500\n",
        "/sys/class/hwmon/hwmon1/temp2_input": "255000\n",
        "/sys/class/hwmon/hwmon1/temp1_max": "100000\n",
    }

    assert linux("temperature", files=files) == {"temperature.max": 96.5}
    assert reasons(look("temperature")) == {"temperature.max": "none_here"}


def test_a_worn_battery_on_mains_and_a_machine_without_one():
    supply = "/sys/class/power_supply"
    battery = {"type": "Battery", "present": "1", "status": "Charging", "charge_full": "20", "charge_full_design": "50"}
    files = {f"{supply}/BAT0/{name}": f"{value}\n" for name, value in battery.items()}
    files |= {f"{supply}/AC/type": "Mains\n", f"{supply}/AC/online": "1\n"}

    assert linux("battery", files=files) == {
        "battery.present": True,
        "battery.health_percent": 40,
        "battery.charging": True,
        "power.on_mains": True,
    }
    assert linux("battery") == {"battery.present": False}


INTERFACES = json.dumps(
    [
        {"ifname": "lo", "flags": ["LOOPBACK", "UP"], "addr_info": []},
        {
            "ifname": "enp3s0",
            "flags": ["UP", "LOWER_UP"],
            "addr_info": [{"family": "inet", "local": "192.168.1.7", "scope": "global"}],
        },
        {
            "ifname": "docker0",
            "flags": ["UP", "LOWER_UP"],
            "addr_info": [{"family": "inet", "local": "172.17.0.1", "scope": "global"}],
        },
    ]
)
ROUTE = json.dumps([{"dst": "default", "gateway": "192.168.1.1", "dev": "enp3s0"}])
PING = "3 packets transmitted, {} received, 0% packet loss\n"


def network(**commands):
    known = {
        "ip -j address": INTERFACES,
        "ip -j route": ROUTE,
        "ping": PING.format(3),
        "getent": "192.0.2.1 STREAM x\n",
    }
    return look("network", commands={**known, **commands}, reachable={("9.9.9.9", 443)})


def test_a_network_in_order_is_ok_at_each_step():
    assert values(network()) == {
        "net.link": True,
        "net.address_kind": "normal",
        "net.gateway": "ok",
        "net.dns": "ok",
        "net.internet": "ok",
        "net.vpn": "none",
        "net.proxy": "none",
    }


@pytest.mark.parametrize(("received", "gateway"), [(0, "fail"), (2, "loss"), (3, "ok")])
def test_a_gateway_that_answers_badly_is_told(received, gateway):
    assert values(network(ping=PING.format(received)))["net.gateway"] == gateway


def test_a_step_that_cannot_be_read_hides_no_other():
    readings = network(**{"ip -j address": "rubbish", "getent": Unread("refused", "getent")})

    assert reasons(readings) == {
        "net.link": "garbled",
        "net.address_kind": "garbled",
        "net.vpn": "garbled",
        "net.dns": "refused",
    }
    assert values(readings)["net.gateway"] == "ok"


def test_a_name_that_is_not_found_is_a_failure_and_no_way_out_is_said():
    readings = network(getent="", **{"ip -j route": "[]"})

    assert values(readings)["net.dns"] == "fail"
    assert reasons(readings) == {"net.gateway": "none_here"}


def test_tunnels_and_proxies_are_seen():
    tunnel = json.dumps([{"ifname": "tun0", "flags": [], "addr_info": [{"family": "inet", "local": "10.8.0.2"}]}])
    modes = {"gsettings": "'auto'\n", "nmcli": "vpn:no\n"}

    assert values(network(**{"ip -j address": tunnel}))["net.vpn"] == "on"
    assert values(network(**modes))["net.vpn"] == "off"
    assert values(network(**modes))["net.proxy"] == "automatic"
    assert linux("network", variables={"https_proxy": "http://proxy:3128"})["net.proxy"] == "manual"


def test_the_places_to_reach_can_be_told():
    machine_reaches = {("10.0.0.9", 443)}

    assert linux("network", {"places": "10.0.0.9:443"}, reachable=machine_reaches)["net.internet"] == "ok"
    assert linux("network", {"places": "10.0.0.8:443"}, reachable=machine_reaches)["net.internet"] == "fail"


def test_screens_are_counted_from_the_kernel_and_else_from_x():
    drm = "/sys/class/drm"
    files = {
        f"{drm}/card0/dev": "226:0\n",
        f"{drm}/card0-eDP-1/status": "connected\n",
        f"{drm}/card0-eDP-1/enabled": "enabled\n",
        f"{drm}/card0-HDMI-A-1/status": "connected\n",
        f"{drm}/card0-HDMI-A-1/enabled": "disabled\n",
        f"{drm}/card0-DP-1/status": "disconnected\n",
        f"{drm}/card0-DP-1/enabled": "disabled\n",
    }
    xrandr = "eDP-1 connected primary 1920x1080+0+0 (normal)\nDP-1 disconnected (normal)\n"

    assert linux("displays", files=files) == {"displays.connected": 2, "displays.disabled": 1}
    assert linux("displays", commands={"xrandr": xrandr}) == {"displays.connected": 1, "displays.disabled": 0}


PCI = "/sys/bus/pci/devices"


@pytest.mark.parametrize(
    ("links", "log", "driver"),
    [
        ({f"{PCI}/0000:00:02.0/driver": "i915"}, "", "ok"),
        ({f"{PCI}/0000:00:02.0/driver": "i915"}, "i915 0000:00:02.0: [drm] GPU HANG: ecode 9\n", "error"),
        ({}, "", "basic"),
    ],
)
def test_the_graphics_driver_is_judged_by_what_is_bound_and_by_its_complaints(links, log, driver):
    files = {f"{PCI}/0000:00:02.0/class": "0x030000\n", f"{PCI}/0000:00:1f.2/class": "0x010601\n"}

    seen = linux("graphics", files=files, links=links, commands={"journalctl": log})

    assert seen == {"graphics.driver": driver}


def test_a_degraded_start_names_its_failed_services():
    commands = {
        "is-system-running": "degraded\n",
        "--failed": "cups.service loaded failed failed CUPS Scheduler\n",
        "journalctl": "I/O error, dev sda, sector 8\n",
    }

    assert linux("boot_facts", commands=commands) == {
        "boot.last_ok": True,
        "boot.failed_units": 1,
        "boot.recent_errors": "disk",
    }
    assert linux("services", commands=commands) == {"services.failed": 1, "services.failed_names": ("cups",)}


def test_without_a_journal_the_kernel_is_asked_itself():
    commands = {"journalctl": Unread("failed", "no journal"), "dmesg": "EDAC MC0: 1 CE memory error\n"}

    assert linux("boot_facts", commands=commands) == {"boot.recent_errors": "memory"}


INST = "Inst cups [1] (2 Debian:12/stable [amd64])\n"
DPKG_LOG = "2026-01-12 09:31:08 upgrade {}:amd64 1 2\n"


@pytest.mark.parametrize(
    ("commands", "files", "expected"),
    [
        ({"apt-get": ""}, {}, ("ok", 0, "none")),
        ({"apt-get": INST}, {"/var/log/dpkg.log": DPKG_LOG.format("bash")}, ("pending", 1, "os")),
        ({"apt-get": INST, "dpkg --audit": "cups\n"}, {"/proc/9/comm": "sh\n"}, ("failing", 1, "none")),
        ({"apt-get": INST}, {"/proc/9/comm": "unattended-upgr\n"}, ("installing", 1, "none")),
        ({"apt-get": ""}, {"/var/log/dpkg.log": DPKG_LOG.format("nvidia-driver")}, ("ok", 0, "driver")),
        ({"apt-get": ""}, {"/var/log/dpkg.log": DPKG_LOG.format("firmware-iwlwifi")}, ("ok", 0, "firmware")),
        ({"dnf": "kernel-core.x86_64 6.11-1 updates\n", "rpm": "1768200000 kmod-x\n"}, {}, ("pending", 1, "driver")),
    ],
)
def test_updates_are_told_from_what_the_machine_knows(commands, files, expected):
    known = {"/proc/1/comm": "systemd\n"} | ({} if "dnf" in commands else {"/var/log/dpkg.log": ""}) | files

    seen = linux("updates", commands=commands, files=known)

    assert (seen["updates.state"], seen["updates.pending"], seen["updates.recent"]) == expected


def test_the_bin_of_a_user_who_never_threw_anything_away_is_empty():
    assert linux("trash") == {"files.in_trash": 0}
    assert linux("trash", files={"/home/user/.local/share/Trash/files/lettre.odt": ""}) == {"files.in_trash": 1}


@pytest.mark.parametrize(
    ("unit", "seen"),
    [
        ("LoadState=loaded\nActiveState=inactive\nSubState=dead\n", "stopped"),
        ("LoadState=loaded\nActiveState=activating\nSubState=auto-restart\n", "restarting"),
    ],
)
def test_a_print_service_that_does_not_answer_is_as_systemd_says(unit, seen):
    readings = look("spooler", commands={"systemctl": unit}, variables={"CUPS_SERVER": "127.0.0.1:1"})

    assert values(readings) == {"spooler.state": seen}


def test_a_machine_without_cups_has_no_print_service():
    readings = look("spooler", variables={"CUPS_SERVER": "127.0.0.1:1"})

    assert reasons(readings) == {"spooler.state": "none_here"}


@pytest.mark.parametrize(
    ("command", "name", "state"),
    [
        ("mdatp", "defender-101.23062.0010.json", "ok"),
        ("sentinelctl", "sentinelone-30.1.1.10", "ok"),
        ("cytool", "cortex-xdr-8.2.1.120305-runtime-query", "ok"),
        ("bduitool", "bduitool-7.0.3.2239", "ok"),
    ],
)
def test_recorded_antivirus_products(read_all, command, name, state):
    assert linux("antivirus", commands={command: read_all(f"recordings/linux/antivirus/{name}")}) == {
        "antivirus.state": state
    }


@pytest.mark.parametrize(
    ("commands", "state"),
    [
        ({}, "absent"),
        ({"clamscan": "ClamAV 1.4.3\n"}, "outdated"),
        ({"clamscan": "ClamAV 1.4.3/27000/Tue Jan 13 08:00:00 2026\n"}, "ok"),
        ({"clamscan": "ClamAV 1.4.3/27000/Thu Nov 13 08:00:00 2025\n"}, "outdated"),
        (
            {
                "clamscan": "ClamAV 1.4.3/27000/Tue Jan 13 08:00:00 2026\n",
                "clamav-daemon": "LoadState=loaded\nActiveState=inactive\nSubState=dead\n",
            },
            "disabled",
        ),
    ],
)
def test_clamav_is_absent_old_stopped_or_well(commands, state):
    assert linux("antivirus", commands=commands) == {"antivirus.state": state}
