"""Taking files in, and serving them."""

import doctest
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tournevis.files import content, rules
from tournevis.files.content import BadFile
from tournevis.files.models import Attachment
from tournevis.files.tests.factories import make_attachment
from tournevis.people.models import Installation
from tournevis.people.tests.factories import make_user


def upload(name, data, kind="application/octet-stream"):
    return SimpleUploadedFile(name, data, content_type=kind)


def picture(form="PNG", size=(8, 6), **save):
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, form, **save)
    return out.getvalue()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def stored(media):
    return [path for path in media.rglob("*") if path.is_file()]


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(content).failed == 0


def test_its_type_is_what_its_content_shows_whatever_its_name_and_the_browser_say(user, media):
    [attachment] = rules.take([upload("invoice.pdf", picture(), "application/pdf")], by=user)
    assert attachment.media_type == "image/png"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("run.exe", b"MZ\x90\x00" + bytes(200)),
        ("photo.png", b"MZ\x90\x00" + bytes(200)),
        ("lib.so", b"\x7fELF" + bytes(200)),
        ("data.bin", bytes(range(256))),
    ],
)
def test_what_may_not_be_attached_is_refused_whatever_its_name(user, media, name, data):
    with pytest.raises(BadFile):
        rules.take([upload(name, data)], by=user)
    assert stored(media) == []


def test_a_page_or_a_drawing_with_script_is_kept_as_mere_text(user, media):
    files = [upload("a.html", b"<html><script>alert(1)</script>"), upload("b.svg", b"<svg onload='alert(1)'/>")]
    assert {attachment.media_type for attachment in rules.take(files, by=user)} <= {"text/plain"}


def test_limits_are_those_of_the_settings_and_the_message_names_them(user, media, english):
    Installation(attachment_max_mb=1, attachment_max_count=2).save()
    with pytest.raises(BadFile, match="larger than 1 MB"):
        rules.take([upload("big.txt", b"x" * 1_000_001)], by=user)
    with pytest.raises(BadFile, match="At most 2 files"):
        rules.take([upload("a.txt", b"a")] * 3, by=user)
    with pytest.raises(BadFile, match="empty"):
        rules.take([upload("a.txt", b"")], by=user)


def test_one_bad_file_and_none_is_kept(user, media):
    with pytest.raises(BadFile):
        rules.take([upload("a.txt", b"a"), upload("b.png", picture()[:120])], by=user)
    assert not Attachment.objects.exists()
    assert stored(media) == []


def test_a_photo_loses_what_the_camera_wrote_and_stands_upright(user, media):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "SecretCam"
    [attachment] = rules.take([upload("photo.jpg", picture("JPEG", (8, 4), exif=exif))], by=user)
    data = attachment.file.read()
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (4, 8)
        assert not image.getexif()
    assert b"SecretCam" not in data


def test_an_image_that_would_fill_the_memory_is_refused(user, media, monkeypatch):
    monkeypatch.setattr(content, "MAX_PIXELS", 40)
    with pytest.raises(BadFile):
        rules.take([upload("bomb.png", picture())], by=user)


@pytest.mark.parametrize("cut", [20, 50, 120])
def test_a_damaged_image_is_refused(user, media, cut):
    with pytest.raises(BadFile):
        rules.take([upload("photo.png", picture()[:cut])], by=user)


def test_the_same_content_lies_on_the_disk_once_for_each_organisation(user, media):
    rules.take([upload("a.txt", b"same"), upload("b.txt", b"same")], by=user)
    assert len(stored(media)) == 1
    rules.take([upload("a.txt", b"same")], by=make_user())
    assert len(stored(media)) == 2


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\note.txt", "note.txt"),
        ("a\r\nSet-Cookie: x.txt", "a_Set-Cookie_ x.txt"),
        ("photo\u202egnp.exe", "photo_gnp.exe"),
        ("x" * 400 + ".png", "x" * 146 + ".png"),
        ("...", "file"),
    ],
)
def test_a_name_is_made_harmless(name, kept, english):
    assert content.safe_name(name) == kept


# Serving


def get(client, attachment, query=""):
    return client.get(reverse("files:read", args=[attachment.pk]) + query)


def test_an_image_is_shown_and_everything_else_is_saved(client, user, media):
    client.force_login(user)
    image = get(client, make_attachment(user, "a.png", picture(), "image/png"))
    assert image["Content-Type"] == "image/png"
    assert image["Content-Disposition"].startswith("inline")
    text = get(client, make_attachment(user, "a.html", b"<script>", "text/plain"))
    assert text["Content-Disposition"].startswith("attachment")
    for response in (image, text):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]


def test_an_image_is_saved_too_when_asked(client, user, media):
    client.force_login(user)
    response = get(client, make_attachment(user, "a.png", picture(), "image/png"), "?download=1")
    assert response["Content-Disposition"].startswith("attachment")


def test_what_is_not_ones_own_does_not_exist(client, user, technician, media):
    attachment = make_attachment(technician)
    client.force_login(user)
    assert get(client, attachment).status_code == 404
    client.force_login(make_user(role="administrator"))
    assert get(client, attachment).status_code == 404


def test_nobody_signed_in_is_sent_to_sign_in(client, user, media):
    assert get(client, make_attachment(user)).status_code == 302


def test_a_file_that_is_gone_from_the_disk_is_a_page_not_found(client, user, media):
    attachment = make_attachment(user)
    attachment.file.storage.delete(attachment.file.name)
    client.force_login(user)
    assert get(client, attachment).status_code == 404


def test_a_name_with_accents_reaches_the_browser(client, user, media):
    client.force_login(user)
    assert "utf-8''%C3%A9t%C3%A9.txt" in get(client, make_attachment(user, "été.txt"))["Content-Disposition"]
