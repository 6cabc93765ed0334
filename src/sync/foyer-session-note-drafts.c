/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes that are being written and were not saved: kept at every pause in typing, one setting of the account. */

#include "foyer-session-note-drafts.h"

#include "foyer-outbox-store.h"
#include "foyer-session-private.h"
#include "foyer-setting-store.h"

#define SETTING_NAME        "note-drafts"
#define SETTING_TYPE        (G_VARIANT_TYPE ("a(ssss)")) /* lead, note, text, source */
#define FORMER_SETTING_TYPE (G_VARIANT_TYPE ("a(xsss)")) /* when only leads of the platform had notes */

struct _FoyerNoteDraft
{
  char *lead;
  char *note;
  char *text;
  char *source;
};

static void
draft_free (gpointer data)
{
  FoyerNoteDraft *draft = data;

  g_free (draft->lead);
  g_free (draft->note);
  g_free (draft->text);
  g_free (draft->source);
  g_free (draft);
}

static guint
draft_hash (gconstpointer data)
{
  const FoyerNoteDraft *draft = data;

  return g_str_hash (draft->lead) * 31 + g_str_hash (draft->note);
}

static gboolean
draft_equal (gconstpointer a, gconstpointer b)
{
  const FoyerNoteDraft *first = a, *second = b;

  return g_str_equal (first->lead, second->lead) && g_str_equal (first->note, second->note);
}

static FoyerNoteDraft *
draft_new (const char *lead, const char *note, const char *text, const char *source)
{
  FoyerNoteDraft *draft = g_new0 (FoyerNoteDraft, 1);

  draft->lead = g_strdup (lead);
  draft->note = g_strdup (note);
  draft->text = g_strdup (text);
  draft->source = g_strdup (source);
  return draft;
}

/* A set of FoyerNoteDraft by lead and note. */
GHashTable *
foyer_note_drafts_new (void)
{
  return g_hash_table_new_full (draft_hash, draft_equal, draft_free, NULL);
}

static const char *
get_lead_name (FoyerSession *self, const char *lead)
{
  const char *id = g_hash_table_lookup (self->arrived_leads, lead);

  return id != NULL ? id : lead;
}

static char *
print_drafts (FoyerSession *self)
{
  g_autoptr (GVariant) drafts = NULL;
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_size (self->note_drafts) == 0)
    return NULL;
  g_variant_builder_init (&builder, SETTING_TYPE);
  g_hash_table_iter_init (&iter, self->note_drafts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const FoyerNoteDraft *draft = key;

      g_variant_builder_add (&builder, "(ssss)", draft->lead, draft->note, draft->text, draft->source);
    }
  drafts = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (drafts, TRUE);
}

static void
keep_all (FoyerSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *setting = print_drafts (self);

  foyer_setting_store_set_async (self->precious, SETTING_NAME, setting, NULL, callback, user_data);
}

static gboolean
parse (FoyerSession *self, const char *setting, GError **error)
{
  g_autoptr (GVariant) drafts = g_variant_parse (NULL, setting, NULL, NULL, error);
  GVariantIter iter;
  const char *lead, *note, *text, *source;
  gint64 lead_id;

  if (drafts == NULL)
    return FALSE;
  g_variant_iter_init (&iter, drafts);
  if (g_variant_is_of_type (drafts, FORMER_SETTING_TYPE))
    while (g_variant_iter_next (&iter, "(x&s&s&s)", &lead_id, &note, &text, &source))
      {
        g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, lead_id);

        g_hash_table_add (self->note_drafts, draft_new (number, note, text, source));
      }
  else if (g_variant_is_of_type (drafts, SETTING_TYPE))
    while (g_variant_iter_next (&iter, "(&s&s&s&s)", &lead, &note, &text, &source))
      g_hash_table_add (self->note_drafts, draft_new (lead, note, text, source));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "It is something else");
  return *error == NULL;
}

static void
end_part (GTask *task)
{
  guint *n_parts = g_task_get_task_data (task);

  *n_parts -= 1;
  if (*n_parts == 0)
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
arrival_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRecord)
      lead = foyer_outbox_store_load_delivered_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (error != NULL)
    g_info ("Whether a lead with notes that were begun arrived is not known: %s", error->message);
  if (lead != NULL && lead->platform_id > 0)
    foyer_session_note_drafts_arrived (g_task_get_source_object (task), lead->lead_uuid, lead->platform_id);
  end_part (task);
}

/* Leads that were on their way when somebody last typed a note of theirs can have arrived without this window. */
static void
read_arrivals (FoyerSession *self, GTask *task)
{
  g_autoptr (GHashTable) leads = g_hash_table_new (g_str_hash, g_str_equal);
  guint *n_parts = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->note_drafts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_uuid_string_is_valid (((const FoyerNoteDraft *) key)->lead))
      g_hash_table_add (leads, ((const FoyerNoteDraft *) key)->lead);
  g_hash_table_iter_init (&iter, leads);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      *n_parts += 1;
      foyer_outbox_store_load_delivered_async (self->precious, key, 0, NULL, arrival_read_cb, g_object_ref (task));
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autofree char *setting = foyer_setting_store_get_finish (FOYER_PRECIOUS_FILE (source), result, &error);
  g_autoptr (GError) parse_error = NULL;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (setting != NULL && !parse (self, setting, &parse_error))
    g_message ("The notes that were begun cannot be read: %s", parse_error->message);
  read_arrivals (self, task);
  end_part (task);
}

void
foyer_session_load_note_drafts_async (FoyerSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  const guint n_parts = 1;

  g_task_set_source_tag (task, foyer_session_load_note_drafts_async);
  g_task_set_task_data (task, g_memdup2 (&n_parts, sizeof n_parts), g_free);
  foyer_setting_store_get_async (self->precious, SETTING_NAME, NULL, loaded_cb, task);
}

gboolean
foyer_session_load_note_drafts_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
arrived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_setting_store_set_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    g_info ("Could not keep the notes that were begun: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/* Both were typed, in two places. */
static char *
join_texts (const char *there, const char *text)
{
  return there == NULL || g_str_equal (there, text) ? g_strdup (text) : g_strjoin ("\n\n", there, text, NULL);
}

/**
 * foyer_session_note_drafts_arrived:
 * @uuid: of a lead that was on its way
 * @platform_id: its id, now that it has one
 *
 * What is typed of its notes goes by the id from now on, whichever of the two it is asked for by: whoever opens the
 * lead again does not know the UUID, and whoever has it open may not know the id.
 */
void
foyer_session_note_drafts_arrived (FoyerSession *self, const char *uuid, gint64 platform_id)
{
  g_auto (GStrv) names = NULL;
  g_autofree char *lead = NULL;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (uuid != NULL && platform_id > 0);

  if (g_hash_table_contains (self->arrived_leads, uuid))
    return;
  names = foyer_session_list_note_drafts (self, uuid);
  lead = g_strdup_printf ("%" G_GINT64_FORMAT, platform_id);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const FoyerNoteDraft *draft = foyer_session_find_note_draft (self, uuid, names[i]);
      const FoyerNoteDraft *there = foyer_session_find_note_draft (self, lead, names[i]);
      g_autofree char *text = join_texts (there != NULL ? there->text : NULL, draft->text);

      g_hash_table_add (self->note_drafts, draft_new (lead, names[i], text, draft->source));
      g_hash_table_remove (self->note_drafts, draft);
    }
  g_hash_table_insert (self->arrived_leads, g_strdup (uuid), g_steal_pointer (&lead));
  if (*names != NULL)
    keep_all (self, arrived_cb, foyer_session_start (self, FALSE, NULL, NULL, NULL, foyer_session_note_drafts_arrived));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (foyer_setting_store_set_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_session_keep_note_draft_async:
 * @lead: the note's lead: its id on the platform, or its UUID while it has none
 * @note: what names the note among those of its lead; empty for a new one
 * @text: (nullable): what is typed; `NULL` when nothing is any more
 * @source: what the note was when typing began, as the platform holds it; empty for a new one
 *
 * In the session it is kept at once, and on the disk when it calls back.
 */
void
foyer_session_keep_note_draft_async (FoyerSession *self,
                                     const char *lead,
                                     const char *note,
                                     const char *text,
                                     const char *source,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  const FoyerNoteDraft *before;
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (lead != NULL && note != NULL && source != NULL);

  /* Writing is not cancelled: what was typed would be the price. */
  task = foyer_session_start (self, FALSE, NULL, callback, user_data, foyer_session_keep_note_draft_async);
  before = foyer_session_find_note_draft (self, lead, note);
  if (g_strcmp0 (before != NULL ? before->text : NULL, text) == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  if (text != NULL)
    g_hash_table_add (self->note_drafts, draft_new (get_lead_name (self, lead), note, text, source));
  else
    g_hash_table_remove (self->note_drafts, before);
  keep_all (self, kept_cb, task);
}

gboolean
foyer_session_keep_note_draft_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_session_find_note_draft:
 *
 * Returns: (transfer none) (nullable): what was typed of that note
 */
const FoyerNoteDraft *
foyer_session_find_note_draft (FoyerSession *self, const char *lead, const char *note)
{
  const FoyerNoteDraft key = { .lead = (char *) get_lead_name (self, lead), .note = (char *) note };
  gpointer found = NULL;

  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  g_hash_table_lookup_extended (self->note_drafts, &key, &found, NULL);
  return found;
}

/**
 * foyer_session_list_note_drafts:
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the lead's notes something was typed of
 */
GStrv
foyer_session_list_note_drafts (FoyerSession *self, const char *lead)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *name = get_lead_name (self, lead);
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  g_hash_table_iter_init (&iter, self->note_drafts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_equal (((const FoyerNoteDraft *) key)->lead, name))
      g_strv_builder_add (builder, ((const FoyerNoteDraft *) key)->note);
  return g_strv_builder_end (builder);
}

const char *
foyer_note_draft_get_text (const FoyerNoteDraft *draft)
{
  return draft->text;
}

const char *
foyer_note_draft_get_source (const FoyerNoteDraft *draft)
{
  return draft->source;
}
