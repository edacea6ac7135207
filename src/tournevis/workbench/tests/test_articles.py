"""Articles on the workbench and in the portal: written, found, put into an answer, proposed to who types."""

import io
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tournevis.desk.models import ArticleUse
from tournevis.desk.serving import served
from tournevis.desk.tests.factories import make_ticket
from tournevis.diagnosis.rules import start
from tournevis.knowledge.models import Article, Deflection, State
from tournevis.knowledge.rendering import rendered
from tournevis.knowledge.tests.factories import make_article
from tournevis.people.tests.factories import make_organisation, make_user


class Tags(HTMLParser):
    """The tags of a text, each with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.seen = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))


def png(name):
    """A small picture, as a browser sends it."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


def page(client, route, *args, **query):
    return client.get(reverse(route, args=args), query).content.decode()


@pytest.fixture
def public(manager):
    return make_article(
        manager, title="Vider la file d'impression", body="Éteindre, **rallumer**.", settled={"state": State.PUBLIC}
    )


def test_an_article_is_begun_written_settled_and_read(bench, technician):
    begun = bench.post(
        reverse("workbench:article_new"), {"kind": "known_error", "language": "fr", "title": "Écran figé"}
    )
    article = Article.objects.get()
    words = {"title": "Écran figé", "symptoms": "Rien ne bouge", "solution": "Mettre à jour", "revision": "1"}
    bench.post(begun.headers["Location"], words)
    bench.post(
        reverse("workbench:article_settle", args=[article.pk]),
        {"state": "internal", "kind": "known_error", "owner": technician.pk, "versions": "2.1 à 2.3"},
    )

    told = page(bench, "workbench:article", article.pk)
    for words in ("Rien ne bouge", "Mettre à jour", "2.1 à 2.3", "manquante"):
        assert words in told
    assert Article.objects.get().state == State.INTERNAL
    assert "Écran figé" in page(bench, "workbench:articles", q="ecran fige")
    assert "Écran figé" in page(bench, "workbench:articles", which="translate")


def test_what_was_changed_is_shown_and_brought_back(bench, technician):
    article = make_article(technician, body="Éteindre.")
    bench.post(reverse("workbench:article_edit", args=[article.pk, "fr"]), {"title": "T", "body": "Rallumer."})

    told = page(bench, "workbench:article_history", article.pk)
    assert "<del>Éteindre.</del>" in told
    assert "<ins>Rallumer.</ins>" in told
    bench.post(reverse("workbench:article_history", args=[article.pk]), {"number": "1"})
    assert article.texts.get().body == "Éteindre."


def test_who_was_overtaken_keeps_his_words_in_the_form(bench, technician):
    article = make_article(technician)
    address = reverse("workbench:article_edit", args=[article.pk, "fr"])
    bench.post(address, {"title": "Un", "revision": "1"})

    answer = bench.post(address, {"title": "Deux", "revision": "1"})
    assert answer.status_code == 422
    assert 'value="Deux"' in answer.content.decode()


def test_a_preview_shows_safe_html_only(bench, technician):
    article = make_article(technician)
    text = "**gras** <script>alert(1)</script> ![x](https://elsewhere.example/p.png) [l](javascript:alert(1))"

    told = bench.post(reverse("workbench:article_preview", args=[article.pk]), {"body": text}).content.decode()
    assert "<strong>gras</strong>" in told
    assert "<script" not in told
    assert "elsewhere.example" not in told
    assert "href=" not in told


@pytest.mark.parametrize(
    "text",
    [
        '<img src=x onerror="alert(1)">',
        "<iframe src=//evil.example>",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](JaVaScRiPt:alert(1))",
        "![a](data:image/svg+xml;base64,PHN2Zz4=)",
        "![a](//evil.example/x.png)",
        '[a](https://ok.example "><script>alert(1)</script>")',
        "```\n</code><script>\n```",
    ],
)
def test_no_text_becomes_a_script_a_frame_or_a_picture_from_elsewhere(text):
    seen = Tags(str(rendered(text))).seen
    assert not {tag for tag, _attributes in seen} & {"script", "iframe", "svg"}
    for _tag, attributes in seen:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert attributes.get("src", "/files/").startswith("/files/")
        assert attributes.get("href", "https:").lower().startswith(("https:", "http:", "mailto:", "tel:", "/"))


def test_a_picture_is_shown_by_its_name(bench, technician):
    article = make_article(technician)
    address = reverse("workbench:article_edit", args=[article.pk, "fr"])
    bench.post(address, {"title": "T", "body": "![le bac](bac.png)", "files": png("bac.png")})

    assert f'src="/files/{article.attachments.get().pk}/"' in page(bench, "workbench:article", article.pk)


def test_an_article_put_into_an_answer_counts_when_the_case_is_solved(bench, public, user, technician, part):
    ticket = make_ticket(user, complaint="La file d'impression est bloquée")
    start(ticket, by=user)
    picker = page(bench, "workbench:case_articles", ticket.number, q="file impression")
    assert f'data-article="{public.pk}"' in picker
    assert f"/help/articles/{public.pk}/" in picker

    bench.post(reverse("workbench:reply", args=[ticket.number]), {"body": "Voyez", "article": public.pk}, headers=part)
    assert served(technician, [public.pk])[public.pk].solved == 0
    ticket.refresh_from_db()
    ticket.state_type = "solved"
    ticket.save()

    assert (served(technician, [public.pk])[public.pk].used, served(technician, [public.pk])[public.pk].solved) == (
        1,
        1,
    )


def test_an_internal_article_is_neither_proposed_for_an_answer_nor_taken_into_one(bench, technician, user, part):
    article = make_article(technician, title="Secret de file", settled={"state": State.INTERNAL})
    ticket = make_ticket(user)

    assert "Secret" not in page(bench, "workbench:case_articles", ticket.number, q="secret file")
    answer = bench.post(
        reverse("workbench:reply", args=[ticket.number]), {"body": "Voyez", "article": article.pk}, headers=part
    )
    assert answer.status_code == 422
    assert not ArticleUse.objects.exists()
    assert ticket.entries.filter(body="Voyez").count() == 0


def test_a_search_finds_articles_and_tells_what_a_slip_was_taken_for(bench, public):
    told = page(bench, "workbench:search", q="file imprestion")
    assert "Vider la file" in told
    assert "impression" in told


def test_a_long_complaint_leads_to_faults_and_what_is_linked_to_them(bench, technician):
    article = make_article(technician, title="File bloquée", faults=["printing.queue_stuck"])
    text = "bonjour la feuille est restée coincée dans l'imprimante, elle affiche bourrage papier depuis ce matin"
    told = page(bench, "workbench:search", q=text)
    assert reverse("workbench:fault", args=["printing.queue_stuck"]) in told
    assert reverse("workbench:article", args=[article.pk]) in told


def test_a_user_finds_public_articles_alone_and_says_whether_one_helped(client, user, public, technician):
    make_article(technician, title="File interne", settled={"state": State.INTERNAL})
    client.force_login(user)

    told = page(client, "portal:help", q="file")
    assert "Vider la file" in told
    assert "File interne" not in told
    assert "File interne" not in page(client, "portal:help")
    client.post(reverse("portal:help_vote", args=[public.pk]), {"helpful": "yes"})
    assert public.votes.get().helpful


def test_of_another_organisation_nothing_is_read(client, public):
    client.force_login(make_user(make_organisation()))
    assert client.get(reverse("portal:help_article", args=[public.pk])).status_code == 404
    assert "Vider" not in page(client, "portal:help", q="file")


def test_at_most_five_things_are_proposed_while_somebody_types(client, user, manager):
    for number in range(8):
        make_article(manager, title=f"Imprimante {number}", settled={"state": State.PUBLIC})
    client.force_login(user)

    assert page(client, "portal:suggest", complaint="mon imprimante").count("<li>") == 5
    assert page(client, "portal:suggest", complaint="mon").count("<li>") == 0


def test_a_proposal_opened_and_followed_by_no_request_is_counted_as_one_spared(client, user, public):
    client.force_login(user)
    address = reverse("portal:help_article", args=[public.pk]) + "?asking=1"
    client.get(address)
    client.get(address)
    row = Deflection.objects.get()
    assert (row.opened, row.followed) == (1, 0)

    client.post(reverse("portal:new"), {"complaint": "L'imprimante ne marche toujours pas"})
    row.refresh_from_db()
    assert (row.opened, row.followed) == (1, 1)
    client.post(reverse("portal:new"), {"complaint": "Et l'écran non plus"})
    row.refresh_from_db()
    assert row.followed == 1


def test_who_publishes_sees_how_articles_serve(client, manager, technician, public):
    client.force_login(manager)
    assert "Vider la file" in page(client, "workbench:article_service")
    client.force_login(technician)
    assert client.get(reverse("workbench:article_service")).status_code == 403


def test_the_list_costs_the_same_queries_for_fifty_articles(bench, technician, django_assert_max_num_queries):
    for number in range(50):
        make_article(technician, title=f"Article {number}")
    with django_assert_max_num_queries(15):
        page(bench, "workbench:articles")
    with django_assert_max_num_queries(15):
        page(bench, "workbench:search", q="article")
