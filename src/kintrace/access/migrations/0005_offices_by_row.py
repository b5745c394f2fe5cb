from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0004_office_rows")]
    operations = [migrations.RemoveField(model_name="user", name="office_name")]
