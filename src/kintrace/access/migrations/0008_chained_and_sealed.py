"""From here on the trail refuses whatever does not follow; the table of old is let go."""

from django.db import migrations

from kintrace.access.append_only import seal_chain


class Migration(migrations.Migration):
    dependencies = [("access", "0007_chained_past")]
    operations = [migrations.DeleteModel("UnchainedEvent"), seal_chain("access_event")]
