"""Windows: WMI classes recorded on real machines; where there is no recording, small PowerShell answers.

The PowerShell answers are written by hand, from Microsoft's documentation of each class.
"""

import json

import pytest

from tournevis.probing.reasons import Unread
from tournevis.probing.tests.helpers import look, reasons, values


@pytest.fixture
def wmi(read_all):
    return lambda name: read_all(f"recordings/win32/wmi/{name}.wmi")


def windows(probe, options=None, **commands):
    return values(look(probe, system="windows", options=options, commands=commands))


def ps(*objects):
    return json.dumps(list(objects))


def test_the_fullest_fixed_drive_is_read_and_the_shared_one_left_out(wmi):
    seen = windows("disk", Win32_LogicalDisk=wmi("win7-sp1-x64-Win32_LogicalDisk"))

    assert seen == {
        "disk.free_percent": 59.6,
        "disk.free_bytes": 38306471936,
        "disk.mount": "C:",
        "disk.read_only": False,
    }


def test_a_server_with_many_drives_gives_the_fullest(wmi):
    text = wmi("2008-Enterprise-Win32_LogicalDisk")

    worst = windows("disk", Win32_LogicalDisk=text)
    system = windows("disk", {"path": "C:\\Users"}, Win32_LogicalDisk=text)

    assert 0 <= worst["disk.free_percent"] <= system["disk.free_percent"]
    assert system["disk.mount"] == "C:"


@pytest.mark.parametrize("name", ["win10-edu-2020-fr", "latitude-7480"])
def test_recorded_disks_are_healthy(wmi, name):
    assert windows("disk_health", **{"Get-PhysicalDisk": wmi(f"{name}-MSFT_PhysicalDisk")}) == {"smart.state": "ok"}


def test_a_failing_disk_is_told_by_windows_alone():
    disk = {"DeviceId": "0", "HealthStatus": "Unhealthy", "MediaType": "SSD", "Wear": 12, "Temperature": 44}

    assert windows("disk_health", **{"Get-PhysicalDisk": ps(disk)}) == {
        "smart.state": "failed",
        "smart.wear_percent": 12,
        "smart.temperature": 44,
    }


@pytest.mark.parametrize(("name", "count"), [("win7-sp1-x64", 2), ("latitude-7480", 1), ("win10-crypt", 1)])
def test_recorded_disks_are_counted(wmi, name, count):
    assert windows("disk_seen", Win32_DiskDrive=wmi(f"{name}-Win32_DiskDrive")) == {"disk.count": count}


def test_the_kind_of_disk_comes_from_its_recording(wmi):
    commands = {
        "PerfDisk_PhysicalDisk": ps({"Name": "0 C:", "PercentIdleTime": "4"}),
        "MSFT_PhysicalDisk": wmi("latitude-7480-MSFT_PhysicalDisk"),
    }

    assert windows("disk_load", **commands) == {"disk.busy_percent": 96, "disk.kind": "ssd"}


def test_memory_and_uptime_come_from_the_recorded_system(wmi):
    text = wmi("win7-sp1-x64-Win32_OperatingSystem")

    assert windows("memory", Win32_OperatingSystem=text) == {"memory.used_percent": 20.6}
    assert windows("uptime", Win32_OperatingSystem=text) == {"system.uptime_days": 0.0}


def test_a_system_that_tells_only_its_letter_gives_no_memory(wmi):
    assert windows("memory", Win32_OperatingSystem=wmi("2008-Enterprise-Win32_OperatingSystem")) == {}


def test_the_load_of_recorded_processors_is_their_mean(wmi):
    running = ps({"Name": "chrome", "PercentProcessorTime": 60}, {"Name": "chrome#1", "PercentProcessorTime": 20})

    seen = windows("load", Win32_Processor=wmi("2008-with-2-different-cpus-Win32_Processor"), PerfProc_Process=running)

    assert 0 <= seen["cpu.load_percent"] <= 100
    assert seen["cpu.top_process"] == "chrome"


NETWORKS = [("vpn-up", "on"), ("vpn-down", "off"), ("10-net", "off"), ("10", "none"), ("7", "none")]


@pytest.mark.parametrize(("name", "vpn"), NETWORKS)
def test_recorded_networks_tell_link_address_and_vpn(wmi, shared, name, vpn):
    commands = {"Win32_NetworkAdapterConfiguration": wmi(f"{name}-Win32_NetworkAdapterConfiguration")}
    if (shared / f"recordings/win32/wmi/{name}-MSFT_NetAdapter.wmi").exists():
        commands["MSFT_NetAdapter"] = wmi(f"{name}-MSFT_NetAdapter")
    commands["Win32_PingStatus"] = ps({"StatusCode": 0})
    commands["Resolve-DnsName"] = ps({"IPAddress": "192.0.2.1"})
    commands["Internet Settings"] = ps({"ProxyEnable": 1, "AutoConfigURL": None})

    seen = windows("network", **commands)

    assert seen["net.vpn"] == vpn
    assert seen["net.link"] is True
    assert seen["net.address_kind"] == "normal"
    assert (seen["net.gateway"], seen["net.dns"], seen["net.internet"]) == ("ok", "ok", "fail")
    assert seen["net.proxy"] == "manual"


def test_some_lost_pings_are_a_loss_and_an_unknown_name_a_failure():
    adapter = {
        "Description": "Wi-Fi",
        "IPEnabled": True,
        "IPAddress": ["169.254.1.2"],
        "DefaultIPGateway": ["10.0.0.1"],
    }
    answers = [ps({"StatusCode": 0}), ps({"StatusCode": 11010}), ps({"StatusCode": 0})]

    seen = windows(
        "network",
        **{
            "Win32_NetworkAdapterConfiguration": ps(adapter),
            "Win32_PingStatus": answers,
            "Resolve-DnsName": "",
            "Internet Settings": ps({"AutoConfigURL": "http://proxy.example.org/proxy.pac"}),
        },
    )

    assert seen["net.gateway"] == "loss"
    assert seen["net.address_kind"] == "self_assigned"
    assert (seen["net.dns"], seen["net.proxy"]) == ("fail", "automatic")


@pytest.mark.parametrize(
    "name", ["intel-hd-graphics", "intel+nvidia", "amd-radeon-rx6600xt", "nvidia-geforce-rtx-2060-super"]
)
def test_recorded_graphics_cards_are_fine(wmi, name):
    assert windows("graphics", Win32_VideoController=wmi(f"{name}-Win32_VideoController")) == {"graphics.driver": "ok"}


def test_a_battery_is_read_from_three_classes():
    commands = {
        "Win32_Battery": ps({"BatteryStatus": 1}),
        "BatteryFullChargedCapacity": ps({"FullChargedCapacity": 20000}),
        "BatteryStaticData": ps({"DesignedCapacity": 50000}),
    }

    assert windows("battery", **commands) == {
        "battery.present": True,
        "battery.health_percent": 40,
        "battery.charging": False,
        "power.on_mains": False,
    }


def test_the_hottest_thermal_zone_is_read_in_degrees():
    zones = ps({"CurrentTemperature": 3032}, {"CurrentTemperature": 3582}, {"CurrentTemperature": 0})

    assert windows("temperature", MSAcpi_ThermalZoneTemperature=zones) == {"temperature.max": 85.1}


def test_print_queues_jobs_and_the_default_printer_are_read():
    queues = ps(
        {"Name": "Microsoft Print to PDF", "Default": False},
        {
            "Name": "HP Accueil",
            "Default": True,
            "DriverName": "HP LaserJet",
            "PrinterStatus": 3,
            "DetectedErrorState": 8,
            "WorkOffline": False,
        },
    )
    jobs = ps({"JobId": 3, "StatusMask": 0, "TimeSubmitted": "/Date(1768476000000)/"})

    assert windows("print_queues", Win32_Printer=queues) == {
        "queues.installed": 1,
        "queues.names": ("HP Accueil",),
        "queues.default": "HP Accueil",
    }
    assert windows("ipp_printer", Win32_Printer=queues) == {
        "printer.state": "idle",
        "printer.reasons": ("media-jam",),
        "printer.name": "HP Accueil",
        "printer.model": "HP LaserJet",
    }
    assert windows("print_jobs", Win32_PrintJob=jobs) == {
        "jobs.pending": 1,
        "jobs.oldest_minutes": 40.0,
        "jobs.blocked": True,
    }


@pytest.mark.parametrize(
    ("record", "state"),
    [
        ({"Name": "Spooler", "State": "Running", "Crashes": 0}, "running"),
        ({"Name": "Spooler", "State": "Stopped", "Crashes": 1}, "stopped"),
        ({"Name": "Spooler", "State": "Running", "Crashes": 4}, "restarting"),
    ],
)
def test_a_spooler_that_crashes_again_and_again_is_restarting(record, state):
    assert windows("spooler", Spooler=ps(record)) == {"spooler.state": state}


def test_screens_that_show_nothing_are_counted():
    commands = {
        "Get-PnpDevice": ps({"Name": "A", "Status": "OK"}, {"Name": "B", "Status": "OK"}),
        "WmiMonitorID": ps({"InstanceName": "DISPLAY\\A", "Active": True}),
    }

    assert windows("displays", **commands) == {"displays.connected": 2, "displays.disabled": 1}


def test_stop_codes_and_an_unclean_start_are_told():
    message = "The computer has rebooted from a bugcheck.  The bugcheck was: 0x00000116 (0xffff, 0x0, 0x0, 0x0)."
    commands = {
        "Kernel-Power": ps({"Id": 41}),
        "WER-SystemErrorReporting": ps({"Message": message}),
        "Win32_Service": ps({"Name": "Spooler", "StartMode": "Auto", "State": "Stopped", "ExitCode": 1067}),
    }

    assert windows("boot_facts", **commands) == {
        "boot.last_ok": False,
        "boot.failed_units": 1,
        "boot.recent_errors": "driver",
    }
    assert windows("services", Win32_Service=commands["Win32_Service"]) == {
        "services.failed": 1,
        "services.failed_names": ("Spooler",),
    }


def test_the_documented_stop_codes_are_all_sorted_as_their_pages_say(shared):
    from tournevis.probing.parsers.windows.stop_codes import kind

    pages = {page.name: page.read_text("utf-8", "replace") for page in (shared / "windows-stop-codes").glob("*0x*.md")}
    assert pages
    for code, expected in ((0x24, "disk"), (0x77, "disk"), (0x7A, "disk"), (0x19, "memory"), (0x116, "driver")):
        page = next(text for name, text in pages.items() if f"0x{code:x}-" in name)
        word = {"disk": ("disk", "hard"), "memory": ("memory", "pool"), "driver": ("driver",)}[expected]
        assert kind(code) == expected
        assert any(one in page.lower() for one in word)


def test_updates_that_wait_or_fail_are_told():
    history = ps({"Title": "2026-01 Cumulative Update", "ResultCode": 4}, {"Title": "HP Firmware 1.2", "ResultCode": 2})
    commands = {"QueryHistory": history, "CreateUpdateSearcher();$q.Online": ps({"Pending": 2, "Installing": False})}

    assert windows("updates", **commands) == {
        "updates.pending": 2,
        "updates.state": "failing",
        "updates.recent": "firmware",
    }


DEFENDER = {"AntivirusEnabled": True, "RealTimeProtectionEnabled": True, "AntivirusSignatureAge": 0}


@pytest.mark.parametrize(
    ("status", "threats", "products", "state"),
    [
        ([DEFENDER], [], [], "ok"),
        ([{**DEFENDER, "AntivirusSignatureAge": 30}], [], [], "outdated"),
        ([{**DEFENDER, "RealTimeProtectionEnabled": False}], [], [], "disabled"),
        ([{**DEFENDER, "RealTimeProtectionEnabled": False}], [], [{"displayName": "X", "productState": 266240}], "ok"),
        ([], [], [], "absent"),
        ([DEFENDER], [{"ThreatStatusID": 3, "ThreatName": "Trojan:Win32/X"}], [], "detection_cleaned"),
        ([DEFENDER], [{"ThreatStatusID": 1, "ThreatName": "Trojan:Win32/X"}], [], "detection_active"),
    ],
)
def test_the_antivirus_state_joins_defender_other_products_and_what_was_found(status, threats, products, state):
    commands = {
        "Get-MpComputerStatus": ps(*status),
        "Get-MpThreatDetection": ps(*threats),
        "AntiVirusProduct": ps(*products),
    }

    seen = windows("antivirus", **commands)

    assert (seen["antivirus.state"], seen["antivirus.detections"]) == (state, len(threats))


def test_the_bin_and_the_keyboards_are_counted():
    assert windows("trash", **{"Shell.Application": '{"Count":3}'}) == {"files.in_trash": 3}
    assert windows("keyboards", Win32_Keyboard=ps({"DeviceID": "A"}, {"DeviceID": "B"})) == {"keyboards.count": 2}


def test_an_old_windows_without_powershell_is_asked_through_wmic(wmi):
    commands = {
        "powershell.exe": Unread("tool_missing", "powershell.exe"),
        "wmic": wmi("win7-sp1-x64-Win32_LogicalDisk"),
    }

    assert values(look("disk", system="windows", commands=commands))["disk.mount"] == "C:"


def test_a_refusal_by_windows_is_a_refusal():
    readings = look("temperature", system="windows", commands={"MSAcpi": Unread("refused", "powershell.exe")})

    assert reasons(readings) == {"temperature.max": "refused"}
