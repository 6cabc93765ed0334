/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes that are being written and were not saved: kept at every pause in typing, one setting of the account. */

#include "foyer-session-note-drafts.h"

#include "foyer-session-private.h"
#include "foyer-setting-store.h"

#define SETTING_NAME "note-drafts"
#define SETTING_TYPE (G_VARIANT_TYPE ("a(xsss)")) /* lead, note, text, source */

struct _FoyerNoteDraft
{
  gint64 lead_id;
  char *note;
  char *text;
  char *source;
};

static void
draft_free (gpointer data)
{
  FoyerNoteDraft *draft = data;

  g_free (draft->note);
  g_free (draft->text);
  g_free (draft->source);
  g_free (draft);
}

static guint
draft_hash (gconstpointer data)
{
  const FoyerNoteDraft *draft = data;

  return g_int64_hash (&draft->lead_id) ^ g_str_hash (draft->note);
}

static gboolean
draft_equal (gconstpointer a, gconstpointer b)
{
  const FoyerNoteDraft *first = a, *second = b;

  return first->lead_id == second->lead_id && g_str_equal (first->note, second->note);
}

static FoyerNoteDraft *
draft_new (gint64 lead_id, const char *note, const char *text, const char *source)
{
  FoyerNoteDraft *draft = g_new0 (FoyerNoteDraft, 1);

  draft->lead_id = lead_id;
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

      g_variant_builder_add (&builder, "(xsss)", draft->lead_id, draft->note, draft->text, draft->source);
    }
  drafts = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (drafts, TRUE);
}

void
foyer_session_load_note_drafts_async (FoyerSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  foyer_setting_store_get_async (self->precious, SETTING_NAME, NULL, callback, user_data);
}

gboolean
foyer_session_load_note_drafts_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *setting = foyer_setting_store_get_finish (self->precious, result, &local_error);
  g_autoptr (GVariant) drafts = NULL;
  GVariantIter iter;
  const char *note, *text, *source;
  gint64 lead_id;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (setting == NULL)
    return TRUE;
  drafts = g_variant_parse (SETTING_TYPE, setting, NULL, NULL, &local_error);
  if (drafts == NULL)
    {
      g_message ("The notes that were begun cannot be read: %s", local_error->message);
      return TRUE;
    }
  g_variant_iter_init (&iter, drafts);
  while (g_variant_iter_next (&iter, "(x&s&s&s)", &lead_id, &note, &text, &source))
    g_hash_table_add (self->note_drafts, draft_new (lead_id, note, text, source));
  return TRUE;
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
 * @lead_id: the note's lead
 * @note: what names the note among those of its lead; empty for a new one
 * @text: (nullable): what is typed; `NULL` when nothing is any more
 * @source: what the note was when typing began, as the platform holds it; empty for a new one
 *
 * In the session it is kept at once, and on the disk when it calls back.
 */
void
foyer_session_keep_note_draft_async (FoyerSession *self,
                                     gint64 lead_id,
                                     const char *note,
                                     const char *text,
                                     const char *source,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  const FoyerNoteDraft *before;
  g_autofree char *setting = NULL;
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (lead_id > 0 && note != NULL && source != NULL);

  /* Writing is not cancelled: what was typed would be the price. */
  task = foyer_session_start (self, FALSE, NULL, callback, user_data, foyer_session_keep_note_draft_async);
  before = foyer_session_find_note_draft (self, lead_id, note);
  if (g_strcmp0 (before != NULL ? before->text : NULL, text) == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  if (text != NULL)
    g_hash_table_add (self->note_drafts, draft_new (lead_id, note, text, source));
  else
    g_hash_table_remove (self->note_drafts, before);
  setting = print_drafts (self);
  foyer_setting_store_set_async (self->precious, SETTING_NAME, setting, NULL, kept_cb, task);
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
foyer_session_find_note_draft (FoyerSession *self, gint64 lead_id, const char *note)
{
  const FoyerNoteDraft key = { .lead_id = lead_id, .note = (char *) note };
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
foyer_session_list_note_drafts (FoyerSession *self, gint64 lead_id)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  g_hash_table_iter_init (&iter, self->note_drafts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (((const FoyerNoteDraft *) key)->lead_id == lead_id)
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
