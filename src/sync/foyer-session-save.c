/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves a lead: what is sent is on the disk before the first byte leaves, and what was sent once without an answer is
 * looked for before it is sent again. The judgements are elsewhere (foyer-verdict, foyer-arrival); this performs them.
 */

#include "foyer-session-private.h"

#include "foyer-draft-store.h"
#include "foyer-look.h"

typedef struct
{
  FoyerLead *lead;           /* owned, as it was when Save was pressed */
  FoyerLead *base;           /* owned, nullable: for an add */
  FoyerLeadService *service; /* owned, the one the request was signed for */
  FoyerRequest *request;
  GError *failure; /* what is told once the draft is mended */
  gint64 platform_id;
  FoyerSaveOutcome outcome;
  gboolean tried_clock;
} Save;

static void send_lead (FoyerSession *self, GTask *task);

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->lead);
  g_clear_object (&save->base);
  g_clear_object (&save->service);
  g_clear_pointer (&save->request, foyer_request_unref);
  g_clear_error (&save->failure);
  g_free (save);
}

/* What an update would carry: an unknown field is no change, nobody here can have made it. */
static FoyerFieldSet
changed_fields (const Save *save)
{
  FoyerFieldSet changed = foyer_lead_diff (save->lead, save->base);

  for (int field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!foyer_lead_is_known (save->lead, (FoyerLeadField) field))
      changed &= ~FOYER_FIELD_BIT (field);
  return changed;
}

/* Takes the task: the one end of every save. */
static void
end_save (FoyerSession *self, GTask *task, GError *error)
{
  const Save *save = g_task_get_task_data (task);

  g_hash_table_remove (self->saving, foyer_lead_get_uuid (save->lead));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static GError *
new_cancelled_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled before anything was sent");
}

static gboolean
is_cancelled (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  return cancellable != NULL && g_cancellable_is_cancelled (cancellable);
}

static void
draft_settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerSession *self = g_task_get_source_object (user_data);
  Save *save = g_task_get_task_data (user_data);
  g_autoptr (GError) error = NULL;

  /* The platform's answer counts more: the worst that is left is a draft that will be found to have arrived. */
  if (!foyer_draft_store_keep_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    g_info ("Could not keep a draft: %s", error->message);
  end_save (self, user_data, g_steal_pointer (&save->failure));
}

static void
draft_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerSession *self = g_task_get_source_object (user_data);
  Save *save = g_task_get_task_data (user_data);
  g_autoptr (GError) error = NULL;

  if (!foyer_draft_store_discard_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    g_info ("Could not discard a draft: %s", error->message);
  end_save (self, user_data, g_steal_pointer (&save->failure));
}

/* Not saved: the lead stays a draft. When was_not_done, nothing was done on the platform, and the draft says so. Takes
 * the error. */
static void
end_kept (FoyerSession *self, GTask *task, gboolean was_not_done, GError *error)
{
  Save *save = g_task_get_task_data (task);
  g_autoptr (FoyerDraft) draft = NULL;

  g_set_object (&draft, foyer_session_find_draft (self, foyer_lead_get_uuid (save->lead), 0));
  if (draft == NULL)
    {
      /* Discarded meanwhile. */
      end_save (self, task, error);
      return;
    }
  if (was_not_done)
    foyer_draft_set_sent (draft, 0, NULL);
  save->failure = error;
  foyer_session_list_draft (self, draft);
  foyer_draft_store_keep_async (self->precious, draft, NULL, draft_settled_cb, task);
}

/* It is on the platform. What was typed since Save was pressed stays a draft, of an update now. */
static void
end_saved (FoyerSession *self, GTask *task)
{
  Save *save = g_task_get_task_data (task);
  const char *uuid = foyer_lead_get_uuid (save->lead);
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (FoyerDraft) following = NULL;

  foyer_lead_set_platform_id (save->lead, save->platform_id);
  foyer_session_show_saved (self, save->lead, save->base == NULL);
  foyer_session_use_parties (self, save->lead);
  foyer_session_read_back (self, save->platform_id, save->base == NULL);
  g_hash_table_remove (self->attempts, uuid);

  g_set_object (&draft, foyer_session_find_draft (self, uuid, 0));
  if (draft == NULL)
    {
      end_save (self, task, NULL);
      return;
    }

  if (foyer_lead_diff (foyer_draft_get_lead (draft), save->lead) == 0)
    {
      foyer_session_unlist_draft (self, uuid);
      foyer_draft_store_discard_async (self->precious, uuid, NULL, draft_discarded_cb, task);
    }
  else
    {
      g_autoptr (FoyerLead) typed = foyer_lead_copy (foyer_draft_get_lead (draft));

      foyer_lead_set_platform_id (typed, save->platform_id);
      following = foyer_draft_new (typed, save->lead);
      foyer_draft_set_updated (following, foyer_draft_get_updated (draft));
      foyer_session_list_draft (self, following);
      foyer_draft_store_keep_async (self->precious, following, NULL, draft_settled_cb, task);
    }
}

static void
lead_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  FoyerVerdict verdict;
  gint64 platform_id = 0;
  GError *error = NULL;

  if (foyer_lead_service_send_finish (FOYER_LEAD_SERVICE (source), result, &platform_id, &verdict, &error))
    {
      foyer_session_heard (self, foyer_request_get_call (save->request), NULL);
      save->platform_id = platform_id;
      end_saved (self, task);
      return;
    }

  if (verdict == FOYER_VERDICT_STALE_CLOCK && !save->tried_clock)
    {
      /* Refused for its date, which the reply has mended: what was sent is surely not there. */
      save->tried_clock = TRUE;
      g_clear_error (&error);
      send_lead (self, task);
      return;
    }

  foyer_session_heard (self, foyer_request_get_call (save->request), error);
  if (verdict == FOYER_VERDICT_UNCERTAIN)
    {
      foyer_error_set_believed_after (
          error, foyer_arrival_get_believed_after (foyer_request_get_date (save->request),
                                                   foyer_account_get_request_lifetime (self->account)));
      end_save (self, task, error);
    }
  else
    end_kept (self, task, TRUE, error);
}

static void
attempt_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  const Save *save = g_task_get_task_data (task);
  GError *error = NULL;

  if (!foyer_draft_store_keep_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    {
      end_kept (self, task, TRUE, error);
      return;
    }
  if (is_cancelled (task))
    {
      end_kept (self, task, TRUE, new_cancelled_error ());
      return;
    }

  foyer_session_begin_attempt (self, foyer_lead_get_uuid (save->lead));
  foyer_lead_service_send_async (save->service, save->request, g_task_get_cancellable (task), lead_sent_cb, task);
}

/* Takes the task. The attempt is on the disk, to the byte, before it is sent, with what was typed since Save was
 * pressed. */
static void
send_lead (FoyerSession *self, GTask *task)
{
  Save *save = g_task_get_task_data (task);
  FoyerDraft *listed = foyer_session_find_draft (self, foyer_lead_get_uuid (save->lead), 0);
  g_autoptr (FoyerLead) typed = foyer_lead_copy (listed != NULL ? foyer_draft_get_lead (listed) : save->lead);
  g_autoptr (FoyerDraft) draft = NULL;

  g_clear_pointer (&save->request, foyer_request_unref);
  g_set_object (&save->service, self->lead_service);
  save->request = foyer_lead_service_prepare (save->service, save->lead, save->base);
  if (save->request == NULL)
    {
      end_kept (self, task, TRUE, foyer_error_new (FOYER_ERROR_INVALID, "There is nothing to send"));
      return;
    }

  foyer_lead_set_platform_id (typed, save->platform_id);
  draft = foyer_session_renew_draft (self, typed, save->base);
  foyer_draft_set_sent (draft, foyer_request_get_date (save->request), foyer_request_get_body (save->request));
  foyer_draft_store_keep_async (self->precious, draft, NULL, attempt_kept_cb, task);
}

/* The earlier attempt arrived: what the lead holds beyond it is an update of what arrived. */
static void
adopt (FoyerSession *self, GTask *task, const FoyerLook *look)
{
  Save *save = g_task_get_task_data (task);
  g_autoptr (FoyerLead) arrived = NULL;

  arrived = foyer_lead_copy (save->base != NULL ? save->base : look->attempt);
  foyer_lead_set_uuid (arrived, foyer_lead_get_uuid (save->lead));
  foyer_lead_set_platform_id (arrived, look->platform_id);
  if (save->base != NULL)
    for (int field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
      if ((look->sent_fields & FOYER_FIELD_BIT (field)) != 0)
        foyer_lead_take_field (arrived, look->attempt, (FoyerLeadField) field);

  foyer_lead_set_platform_id (save->lead, look->platform_id);
  save->platform_id = look->platform_id;
  save->outcome = FOYER_SAVE_FOUND_ARRIVED;
  g_set_object (&save->base, arrived);
  if (changed_fields (save) == 0)
    end_saved (self, task);
  else
    send_lead (self, task);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *self = FOYER_SESSION (source);
  GError *error = NULL;
  g_autoptr (FoyerLook) look = foyer_session_look_finish (self, result, &error);

  if (look == NULL)
    {
      end_kept (self, task, FALSE, error);
      return;
    }

  switch (look->arrival)
    {
    case FOYER_ARRIVAL_FOUND:
      adopt (self, task, look);
      break;

    case FOYER_ARRIVAL_ABSENT:
      if (is_cancelled (task))
        end_kept (self, task, TRUE, new_cancelled_error ());
      else
        send_lead (self, task);
      break;

    case FOYER_ARRIVAL_TOO_EARLY:
      error = foyer_error_new (FOYER_ERROR_UNCERTAIN, "Not there yet, and it may still arrive");
      foyer_error_set_believed_after (error, look->believed_after);
      end_kept (self, task, FALSE, error);
      break;

    case FOYER_ARRIVAL_SEVERAL:
    case FOYER_ARRIVAL_LOOKS_ALIKE:
    default:
      error = foyer_error_new (FOYER_ERROR_CONFLICT, look->arrival == FOYER_ARRIVAL_SEVERAL
                                                         ? "Several leads equal what was sent"
                                                         : "A lead looks like what was sent");
      foyer_error_set_platform_id (error, look->platform_id);
      end_kept (self, task, FALSE, error);
      break;
    }
}

static void
client_ready (FoyerSession *self, GTask *task)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
client_waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *self = FOYER_SESSION (source);
  const Save *save = g_task_get_task_data (task);
  FoyerDraft *draft;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      end_kept (self, task, FALSE, error);
      return;
    }

  draft = foyer_session_find_draft (self, foyer_lead_get_uuid (save->lead), 0);
  if (draft != NULL && foyer_draft_get_sent (draft) != 0)
    foyer_session_look_async (self, draft, g_task_get_cancellable (task), looked_cb, task);
  else
    send_lead (self, task);
}

static void
draft_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!foyer_draft_store_keep_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    end_save (self, task, error);
  else
    foyer_session_with_client (self, g_task_new (self, g_task_get_cancellable (task), client_waited_cb, task),
                               client_ready);
}

/**
 * foyer_session_save_lead_async:
 * @lead: the lead; it may change afterwards, what is saved is what it is now
 * @base: (nullable): what it was made from; %NULL to add it, or, when it has an ID, to send all it knows
 * @look_first: look for an earlier attempt of this lead before sending. One that was sent and not answered is looked
 * for in any case
 *
 * Sends what changed. Cancelled before the first byte left, nothing was done; after it, the error is
 * `FOYER_ERROR_UNCERTAIN`, as it is when the reply did not come. The lead stays a draft until it is saved.
 */
void
foyer_session_save_lead_async (FoyerSession *self,
                               FoyerLead *lead,
                               FoyerLead *base,
                               gboolean look_first,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (FoyerDraft) renewed = NULL;
  FoyerDraft *draft;
  Save *save;
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (FOYER_IS_LEAD (lead));
  g_return_if_fail (base == NULL || FOYER_IS_LEAD (base));

  save = g_new0 (Save, 1);
  save->lead = foyer_lead_copy (lead);
  save->outcome = FOYER_SAVE_SENT;
  save->platform_id = foyer_lead_get_platform_id (lead);
  if (base != NULL && foyer_lead_get_platform_id (base) > 0)
    save->base = foyer_lead_copy (base);
  else if (save->platform_id > 0)
    save->base = foyer_lead_new_from_platform (save->platform_id);

  task = foyer_session_start (self, FALSE, cancellable, callback, user_data, foyer_session_save_lead_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, save, save_free);

  if (!g_hash_table_add (self->saving, g_strdup (foyer_lead_get_uuid (lead))))
    {
      g_task_return_error (task, foyer_error_new (FOYER_ERROR_INVALID, "This lead is being saved already"));
      g_object_unref (task);
      return;
    }

  draft = foyer_session_find_draft (self, foyer_lead_get_uuid (lead), save->platform_id);
  if (save->base != NULL && changed_fields (save) == 0 && (draft == NULL || foyer_draft_get_sent (draft) == 0))
    {
      save->outcome = FOYER_SAVE_NOTHING_CHANGED;
      if (draft == NULL)
        end_save (self, task, NULL);
      else
        {
          g_autofree char *uuid = g_strdup (foyer_draft_get_uuid (draft));

          foyer_session_unlist_draft (self, uuid);
          foyer_draft_store_discard_async (self->precious, uuid, NULL, draft_discarded_cb, task);
        }
      return;
    }

  /* Listed at once, so that what is typed from now on takes its place. Kept before the keyring is waited for; where it
   * need not be, it is kept with the attempt. */
  renewed = foyer_session_renew_draft (self, save->lead, save->base);
  if (self->secret_state != FOYER_SECRET_KNOWN)
    foyer_draft_store_keep_async (self->precious, renewed, NULL, draft_kept_cb, task);
  else
    foyer_session_with_client (self, g_task_new (self, cancellable, client_waited_cb, task), client_ready);
}

/**
 * foyer_session_save_lead_finish:
 * @outcome: (out) (optional): what was done
 * @platform_id: (out) (optional): the lead's ID on the platform
 */
gboolean
foyer_session_save_lead_finish (
    FoyerSession *self, GAsyncResult *result, FoyerSaveOutcome *outcome, gint64 *platform_id, GError **error)
{
  const Save *save;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  save = g_task_get_task_data (G_TASK (result));
  if (outcome != NULL)
    *outcome = save->outcome;
  if (platform_id != NULL)
    *platform_id = save->platform_id;
  return g_task_propagate_boolean (G_TASK (result), error);
}
