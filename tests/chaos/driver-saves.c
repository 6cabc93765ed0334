/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the chaos run's desk saves: leads, with companies and people who are made on the way, and notes. */

#include "driver.h"

#include "foyer-error.h"
#include "foyer-session-mirror.h"

#include <string.h>

typedef struct
{
  Driver *driver;
  gint64 number;
  guint hold;
  FoyerLead *lead; /* owned; the rest is nullable */
  FoyerLead *base; /* owned */
  char *company;   /* owned: the names of those who are made first */
  char *person;    /* owned */
} LeadSave;

typedef struct
{
  Driver *driver;
  gint64 number;
  guint hold;
  char *text;     /* owned */
  char *token;    /* owned, nullable: the first word of the note that is changed */
  gint64 lead_id; /* its lead's */
} NoteSave;

static FoyerLead *
read_lead (JsonObject *object, const char *uuid, gboolean is_of_company)
{
  g_autoptr (GList) names = json_object_get_members (object);
  FoyerLead *lead = foyer_lead_new ();

  foyer_lead_set_uuid (lead, uuid);
  foyer_lead_set_belongs_to (lead, is_of_company || json_object_has_member (object, "companyId")
                                       ? FOYER_BELONGS_TO_COMPANY
                                       : FOYER_BELONGS_TO_PERSON);
  for (GList *name = names; name != NULL; name = name->next)
    {
      FoyerLeadField field = foyer_lead_field_from_wire_name (name->data);

      g_assert (field != FOYER_LEAD_NO_FIELD);
      if (foyer_lead_field_get_info (field)->kind == FOYER_KIND_TEXT)
        foyer_lead_set_text (lead, field, json_object_get_string_member (object, name->data));
      else
        foyer_lead_set_id (lead, field, json_object_get_int_member (object, name->data));
    }
  return lead;
}

/* Takes the save. */
static void
end_lead (LeadSave *save, const GError *error)
{
  driver_end_save (save->driver, save->number, NULL, error);
  g_object_unref (save->lead);
  g_clear_object (&save->base);
  g_free (save->company);
  g_free (save->person);
  g_free (save);
}

static void
lead_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_keep_finish (FOYER_OUTBOX (source), result, &error);

  end_lead (user_data, error);
}

static void
person_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LeadSave *save = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerParty) person = foyer_outbox_keep_party_finish (FOYER_OUTBOX (source), result, &error);

  if (person == NULL)
    {
      end_lead (save, error);
      return;
    }
  foyer_lead_set_id (save->lead, save->company != NULL ? FOYER_LEAD_LEAD_CONTACT : FOYER_LEAD_CONTACT,
                     foyer_party_get_id (person));
  foyer_lead_set_text (save->lead, FOYER_LEAD_CONTACT_NAME, foyer_party_get_name (person));
  foyer_outbox_keep_async (save->driver->outbox, save->lead, NULL, save->hold, NULL, lead_kept_cb, save);
}

/* company: nullable. */
static void
keep_person (LeadSave *save, FoyerParty *company)
{
  g_autoptr (FoyerParty) person = foyer_party_new_person ("Ada", save->person);

  foyer_party_set_email (person, "ada@example.org");
  if (company != NULL)
    foyer_party_set_company (person, foyer_party_get_id (company), foyer_party_get_name (company));
  foyer_outbox_keep_party_async (save->driver->outbox, person, NULL, person_kept_cb, save);
}

static void
company_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LeadSave *save = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerParty) company = foyer_outbox_keep_party_finish (FOYER_OUTBOX (source), result, &error);

  if (company == NULL)
    {
      end_lead (save, error);
      return;
    }
  foyer_lead_set_id (save->lead, FOYER_LEAD_COMPANY, foyer_party_get_id (company));
  foyer_lead_set_text (save->lead, FOYER_LEAD_COMPANY_NAME, foyer_party_get_name (company));
  keep_person (save, company);
}

void
driver_keep_lead (Driver *driver, JsonObject *command)
{
  const char *uuid = json_object_get_string_member (command, "uuid");
  LeadSave *save = g_new0 (LeadSave, 1);

  save->driver = driver;
  save->number = json_object_get_int_member (command, "save");
  save->hold = (guint) json_object_get_int_member (command, "hold");
  save->company = g_strdup (json_object_get_string_member_with_default (command, "company", NULL));
  save->person = g_strdup (json_object_get_string_member_with_default (command, "person", NULL));
  save->lead = read_lead (json_object_get_object_member (command, "lead"), uuid, save->company != NULL);
  if (!json_object_get_null_member (command, "base"))
    save->base = read_lead (json_object_get_object_member (command, "base"), uuid, save->company != NULL);
  driver->n_running++;
  if (save->base != NULL || save->person == NULL)
    foyer_outbox_keep_async (driver->outbox, save->lead, save->base, save->hold, NULL, lead_kept_cb, save);
  else if (save->company == NULL)
    keep_person (save, NULL);
  else
    {
      g_autoptr (FoyerParty) company = foyer_party_new (FOYER_PARTY_COMPANY, 0, save->company);

      foyer_outbox_keep_party_async (driver->outbox, company, NULL, company_kept_cb, save);
    }
}

/* Takes the save; row: nullable. */
static void
end_note (NoteSave *save, FoyerOutboxRow *row, const GError *error)
{
  driver_end_save (save->driver, save->number, row != NULL ? foyer_outbox_row_get_uuid (row) : NULL, error);
  g_free (save->text);
  g_free (save->token);
  g_free (save);
}

static void
note_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_keep_note_finish (FOYER_OUTBOX (source), result, &error);

  end_note (user_data, row, error);
}

static FoyerNote *
find_note (GPtrArray *notes, const char *token)
{
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      g_auto (GStrv) words = g_strsplit (foyer_note_get_text (notes->pdata[i]), " ", 2);

      if (g_strcmp0 (words[0], token) == 0)
        return notes->pdata[i];
    }
  return NULL;
}

static void
notes_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NoteSave *save = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = foyer_session_list_notes_finish (FOYER_SESSION (source), result, NULL, &error);
  FoyerNote *note = find_note (notes, save->token);

  if (note == NULL && error == NULL)
    error = foyer_error_new (FOYER_ERROR_GONE, "The note is not shown");
  if (note == NULL)
    end_note (save, NULL, error);
  else
    foyer_outbox_keep_note_async (save->driver->outbox, NULL, save->lead_id, note, save->text, save->hold, NULL,
                                  note_kept_cb, save);
}

/* As a person would: what waits is changed in its row, what is there is read and then changed. */
static void
row_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NoteSave *save = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_load_finish (FOYER_OUTBOX (source), result, &error);

  if (row == NULL)
    end_note (save, NULL, error);
  else if (!foyer_outbox_state_is_final (foyer_outbox_row_get_state (row)))
    foyer_outbox_edit_note_async (save->driver->outbox, row, save->text, save->hold, NULL, note_kept_cb, save);
  else
    {
      save->lead_id = foyer_outbox_row_get_platform_id (row);
      foyer_session_list_notes_async (save->driver->session, save->lead_id, TRUE, NULL, notes_listed_cb, save);
    }
}

void
driver_keep_note (Driver *driver, JsonObject *command)
{
  NoteSave *save = g_new0 (NoteSave, 1);

  save->driver = driver;
  save->number = json_object_get_int_member (command, "note");
  save->hold = (guint) json_object_get_int_member (command, "hold");
  save->text = g_strdup (json_object_get_string_member (command, "text"));
  save->token = g_strdup (json_object_get_string_member_with_default (command, "token", NULL));
  driver->n_running++;
  if (save->token == NULL)
    foyer_outbox_keep_note_async (driver->outbox, json_object_get_string_member (command, "lead"), 0, NULL, save->text,
                                  save->hold, NULL, note_kept_cb, save);
  else
    foyer_outbox_load_async (driver->outbox, json_object_get_string_member (command, "row"), NULL, row_loaded_cb, save);
}
