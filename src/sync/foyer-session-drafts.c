/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed and is not on the platform yet, kept at every pause; and the user's names for custom fields, kept in
 * the same file. */

#include "foyer-session-private.h"

#include "foyer-draft-store.h"
#include "foyer-setting-store.h"

#define NOT_LISTED G_MAXUINT

static guint
find_position (FoyerSession *self, const char *uuid)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->drafts));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);
      if (g_strcmp0 (foyer_draft_get_uuid (draft), uuid) == 0)
        return i;
    }
  return NOT_LISTED;
}

/* Newest first: a draft that was kept again moves to the front. */
void
foyer_session_list_draft (FoyerSession *self, FoyerDraft *draft)
{
  guint position = find_position (self, foyer_draft_get_uuid (draft));

  if (position == 0)
    {
      g_list_store_splice (self->drafts, 0, 1, (gpointer *) &draft, 1);
      return;
    }
  if (position != NOT_LISTED)
    g_list_store_remove (self->drafts, position);
  g_list_store_insert (self->drafts, 0, draft);
}

void
foyer_session_unlist_draft (FoyerSession *self, const char *uuid)
{
  guint position = find_position (self, uuid);

  if (position != NOT_LISTED)
    g_list_store_remove (self->drafts, position);
}

/**
 * foyer_session_find_draft:
 * @uuid: (nullable): the lead's local UUID
 * @platform_id: the lead's ID on the platform, 0 for none
 *
 * Returns: (transfer none) (nullable): the draft of that lead
 */
FoyerDraft *
foyer_session_find_draft (FoyerSession *self, const char *uuid, gint64 platform_id)
{
  guint n;

  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->drafts));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);
      if ((uuid != NULL && g_strcmp0 (foyer_draft_get_uuid (draft), uuid) == 0)
          || (platform_id != 0 && foyer_lead_get_platform_id (foyer_draft_get_lead (draft)) == platform_id))
        return draft; /* the list holds it */
    }
  return NULL;
}

/* Which draft of the same lead is on the disk in its place as long as it is not there itself. */
static const char *
get_replaced (FoyerDraft *draft)
{
  return g_object_get_data (G_OBJECT (draft), "replaced");
}

static void
set_replaced (FoyerDraft *draft, const char *uuid)
{
  g_object_set_data_full (G_OBJECT (draft), "replaced", g_strdup (uuid), g_free);
}

/* The same lead of the platform, read anew, has another local UUID: still one draft. */
static void
take_place_of (FoyerDraft *draft, FoyerDraft *before)
{
  const char *uuid = foyer_draft_get_uuid (before);

  foyer_draft_set_sent (draft, foyer_draft_get_sent (before), foyer_draft_get_sent_body (before));
  if (g_strcmp0 (uuid, foyer_draft_get_uuid (draft)) != 0)
    set_replaced (draft, uuid);
  else
    set_replaced (draft, get_replaced (before));
}

static void
draft_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerDraft *draft = g_task_get_task_data (task);
  GError *error = NULL;

  if (foyer_draft_store_keep_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    {
      set_replaced (draft, NULL);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
draft_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (foyer_draft_store_discard_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_session_keep_draft_async:
 * @base: (nullable): what the lead was made from, %NULL for a new lead
 *
 * Keeps what was typed so far. What an unanswered attempt sent stays with the draft. A lead equal to its base needs no
 * draft, and one it had is discarded, unless it was sent and nobody knows yet whether it arrived.
 */
void
foyer_session_keep_draft_async (FoyerSession *self,
                                FoyerLead *lead,
                                FoyerLead *base,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (FoyerDraft) before = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (FoyerLead) lead_now = NULL;
  g_autoptr (FoyerLead) base_now = NULL;
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (FOYER_IS_LEAD (lead));
  g_return_if_fail (base == NULL || FOYER_IS_LEAD (base));

  /* Writing is not cancelled: what was typed would be the price. */
  task = foyer_session_start (self, FALSE, NULL, callback, user_data, foyer_session_keep_draft_async);
  g_set_object (&before,
                foyer_session_find_draft (self, foyer_lead_get_uuid (lead), foyer_lead_get_platform_id (lead)));

  if (foyer_lead_diff (lead, base) == 0 && (before == NULL || foyer_draft_get_sent (before) == 0))
    {
      if (before == NULL)
        {
          g_task_return_boolean (task, TRUE);
          g_object_unref (task);
          return;
        }
      foyer_session_unlist_draft (self, foyer_draft_get_uuid (before));
      foyer_draft_store_discard_async (self->precious, foyer_draft_get_uuid (before), NULL, draft_discarded_cb, task);
      return;
    }

  lead_now = foyer_lead_copy (lead);
  base_now = base != NULL ? foyer_lead_copy (base) : NULL;
  draft = foyer_draft_new (lead_now, base_now);
  foyer_draft_set_updated (draft, g_get_real_time () / G_USEC_PER_SEC);
  if (before != NULL)
    {
      take_place_of (draft, before);
      if (g_strcmp0 (foyer_draft_get_uuid (before), foyer_draft_get_uuid (draft)) != 0)
        foyer_session_unlist_draft (self, foyer_draft_get_uuid (before));
    }
  foyer_session_list_draft (self, draft);
  g_task_set_task_data (task, g_object_ref (draft), g_object_unref);
  foyer_draft_store_keep_async (self->precious, draft, get_replaced (draft), NULL, draft_kept_cb, task);
}

gboolean
foyer_session_keep_draft_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
foyer_session_discard_draft_async (
    FoyerSession *self, const char *uuid, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *uuid_now = NULL;
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (uuid != NULL);

  uuid_now = g_strdup (uuid); /* it may be the listed draft's own */
  task = foyer_session_start (self, FALSE, NULL, callback, user_data, foyer_session_discard_draft_async);
  foyer_session_unlist_draft (self, uuid_now);
  g_hash_table_remove (self->attempts, uuid_now);
  foyer_draft_store_discard_async (self->precious, uuid_now, NULL, draft_discarded_cb, task);
}

gboolean
foyer_session_discard_draft_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_session_get_custom_field_name:
 *
 * Returns: (nullable): what the user calls the custom field of that number
 */
const char *
foyer_session_get_custom_field_name (FoyerSession *self, gint64 number)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);
  return g_hash_table_lookup (self->field_names, &number);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/**
 * foyer_session_get_custom_field_numbers:
 *
 * Returns: (transfer full) (element-type gint64): the numbers that have a name, ascending
 */
GArray *
foyer_session_get_custom_field_numbers (FoyerSession *self)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer number;

  g_return_val_if_fail (FOYER_IS_SESSION (self), numbers);

  g_hash_table_iter_init (&iter, self->field_names);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    g_array_append_vals (numbers, number, 1);
  g_array_sort (numbers, compare_numbers);
  return numbers;
}

static void
field_name_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_setting_store_set_field_name_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    g_info ("Could not keep the name of a custom field: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/**
 * foyer_session_set_custom_field_name:
 * @number: the account's number of the field
 * @name: (nullable): what the user calls it, %NULL or empty to forget it
 */
void
foyer_session_set_custom_field_name (FoyerSession *self, gint64 number, const char *name)
{
  const char *kept = name != NULL && *name != '\0' ? name : NULL;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (number > 0);

  if (g_strcmp0 (kept, g_hash_table_lookup (self->field_names, &number)) == 0)
    return;
  if (kept != NULL)
    g_hash_table_replace (self->field_names, g_memdup2 (&number, sizeof number), g_strdup (kept));
  else
    g_hash_table_remove (self->field_names, &number);
  foyer_setting_store_set_field_name_async (
      self->precious, number, kept, NULL, field_name_kept_cb,
      foyer_session_start (self, FALSE, NULL, NULL, NULL, foyer_session_set_custom_field_name));
}
