from django.db import migrations

# The words of tickets move to the room `search`: its shelves are T (open words) and N (internal ones) of an organisation.
MOVE = """
INSERT INTO search_posting (shelf, word, document, weight)
SELECT CASE WHEN public THEN 'T' ELSE 'N' END || organisation_id, word, ticket_id, 100 * weight FROM desk_posting
"""
EVERY = """
INSERT INTO search_posting (shelf, word, document, weight)
SELECT DISTINCT shelf, '', document, 0 FROM search_posting
"""
COUNT = """
INSERT INTO search_word (shelf, word, documents, spelt)
SELECT shelf, word, COUNT(*), (1 = 1) FROM search_posting GROUP BY shelf, word
"""


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_deadline"), ("search", "0001_initial")]

    operations = [
        migrations.RunSQL([MOVE, EVERY, COUNT], migrations.RunSQL.noop),
        migrations.DeleteModel(name="Posting"),
    ]
