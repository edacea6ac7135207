import pytest

from tournevis.language import alarms


def raised(text, base=None):
    return {alarm.id for alarm in alarms(text, base)}


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("il y a de la fumée qui sort de l'unité centrale", "smoke_or_fire"),
        ("ça sent le cramé", "smoke_or_fire"),
        ("sparks came out of the power strip", "smoke_or_fire"),
        ("it smells like something is burning", "smoke_or_fire"),
        ("j'ai renversé du thé sur le clavier", "liquid"),
        ("mon verre est tombé sur le portable", "liquid"),
        ("I knocked a glass of water over my keyboard", "liquid"),
        ("coffee all over the laptop", "liquid"),
        ("la batterie de mon téléphone a gonflé", "swollen_battery"),
        ("the bottom of my laptop is bulging", "swollen_battery"),
        ("mes fichiers sont cryptés et on me demande de payer en bitcoin", "ransom"),
        ("all our files are encrypted", "ransom"),
        ("j'ai donné le code reçu par SMS au conseiller de la banque", "code_given_to_caller"),
        ("a man from the bank called and I read out the code", "code_given_to_caller"),
        ("j'ai payé 300 euros à un faux technicien", "money_given"),
        ("I gave my card details on a fake page", "money_given"),
        ("j'ai acheté des cartes cadeaux pour le directeur", "money_given"),
        ("un monsieur a pris la main sur mon ordinateur", "control_given"),
        ("they made me install TeamViewer", "control_given"),
        ("j'ai tapé mon mot de passe sur une fausse page", "secret_given_to_page"),
        ("I entered my password on a phishing site", "secret_given_to_page"),
        ("pouvez-vous réinitialiser le mot de passe de mon collègue", "reset_for_someone_else"),
        ("il me faut l'accès au compte de ma directrice", "reset_for_someone_else"),
        ("please reset my boss's password", "reset_for_someone_else"),
        ("I need the password for my wife", "reset_for_someone_else"),
        ("je veux lire les mails de mon stagiaire", "reading_someone_else"),
        ("let me see my employee's inbox", "reading_someone_else"),
        ("le chargeur a fondu, la prise est noircie", "smoke_or_fire"),
        ("the plug went bang", "smoke_or_fire"),
        ("fuite d'eau au-dessus des serveurs", "liquid"),
        ("rain is dripping on the network rack", "liquid"),
        ("mon téléphone est tombé dans les toilettes", "liquid"),
        ("on me demande 2000 euros en bitcoin pour récupérer mes fichiers", "ransom"),
        ("le technicien m'a demandé mon mot de passe et je lui ai dit", "code_given_to_caller"),
        ("I approved the prompt because the man on the phone told me to", "code_given_to_caller"),
        ("la compta a payé une fausse facture", "money_given"),
        ("we paid the invoice to a fraudster", "money_given"),
        ("I let a man on the phone remote into my computer", "control_given"),
        ("can you reset Mark's password? He is off sick", "reset_for_someone_else"),
        ("donnez-moi le mot de passe de Karim, il est absent", "reset_for_someone_else"),
        ("on m'a volé l'ordinateur dans la voiture", "device_stolen"),
        ("my work phone was stolen last night", "device_stolen"),
    ],
)
def test_what_must_never_wait_raises_its_alarm(text, alarm):
    assert alarm in raised(text)


@pytest.mark.parametrize(
    "text",
    [
        "pas de fumée ni d'odeur de brûlé",
        "there is no smoke and nothing is burning",
        "je n'ai rien renversé sur le clavier",
        "I didn't spill any coffee on it",
        "je n'ai pas donné le code à la personne qui a appelé",
        "I never gave him my password",
        "je n'ai pas installé AnyDesk",
    ],
)
def test_a_denied_danger_raises_nothing(text):
    assert raised(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "I could not open the file after the update",
        "la nouvelle version de l'application ne s'ouvre pas dans le portable",
        "I had access to the shared folder yesterday",
        "j'ai oublié mon mot de passe",
        "please reset my password",
        "la carte graphique chauffe",
        "je ne vois plus la boîte commune de l'équipe",
        "Firefox is slow",
        "j'ai versé le fichier dans le dossier",
        "the smoke test of the release failed",
        "un mail dit qu'il publiera mes vidéos si je n'envoie pas de bitcoins",
        "our technician took remote control as agreed and it is back",
        "reset the printer's password",
        "j'ai oublié le code de mon téléphone",
        "j'ai perdu mes favoris sur le nouvel ordinateur",
        "quelqu'un m'a appelé de la banque, j'ai raccroché",
        "",
    ],
)
def test_an_ordinary_complaint_raises_nothing(text):
    assert raised(text) == set()


def test_the_words_of_the_base_are_said_where_it_has_its_own(base):
    (alarm,) = alarms("je sens une odeur de brûlé", base)

    assert alarm.symptom == "smoke_or_burning"
    assert alarm.say["fr"] == base.symptoms["smoke_or_burning"].urgent.fr


def test_every_alarm_is_said_in_both_languages():
    (alarm,) = alarms("changer le mot de passe de ma collègue")

    assert alarm.say["fr"]
    assert alarm.say["en"]
