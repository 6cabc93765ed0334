/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pending changes of an account: a list that follows what is on the disk, whoever changes it there. What can be
 * done to the rows is in foyer-outbox-actions.c, who delivers them in foyer-deliverer.c. */

#include "foyer-outbox-private.h"

#include "foyer-deliverer.h"
#include "foyer-precious-database.h"
#include "foyer-session-note-drafts.h"

#define NOTICE_RATE 100 /* milliseconds between two looks at a file that others write */

struct _FoyerOutbox
{
  GObject parent_instance;

  /* owned */
  FoyerOutboxRows *rows;
  FoyerOutboxWaits *waits;
  FoyerOutboxParties *parties;
  FoyerDeliverer *deliverer; /* while it is open */
  GFileMonitor *monitor;

  /* borrowed */
  FoyerSession *session;

  gint64 change;
  gint64 version;
  gint64 saved; /* monotonic: the last save that was asked for */
  guint shown_waiting;
  guint shown_needing_person;
  gboolean is_passive;
  gboolean is_paused;
  gboolean is_reloading;
  gboolean reload_again;
};

enum
{
  PROP_N_WAITING = 1,
  PROP_N_NEEDING_PERSON,
  PROP_IS_PAUSED,
  N_PROPS,
};

enum
{
  TOLD,
  DELIVERED,
  LOST_RACE,
  PARTY_ARRIVED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void foyer_outbox_list_model_init (GListModelInterface *iface);
static void reload (FoyerOutbox *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerOutbox,
                               foyer_outbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, foyer_outbox_list_model_init))

static GType
foyer_outbox_get_item_type (GListModel *model)
{
  return FOYER_TYPE_OUTBOX_ROW;
}

static guint
foyer_outbox_get_n_items (GListModel *model)
{
  return foyer_outbox_rows_get_n (FOYER_OUTBOX (model)->rows);
}

static gpointer
foyer_outbox_get_item (GListModel *model, guint position)
{
  return foyer_outbox_rows_dup_row (FOYER_OUTBOX (model)->rows, position);
}

static void
foyer_outbox_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = foyer_outbox_get_item_type;
  iface->get_n_items = foyer_outbox_get_n_items;
  iface->get_item = foyer_outbox_get_item;
}

static void
foyer_outbox_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerOutbox *self = FOYER_OUTBOX (object);

  switch (id)
    {
    case PROP_N_WAITING:
      g_value_set_uint (value, foyer_outbox_get_n_waiting (self));
      break;
    case PROP_N_NEEDING_PERSON:
      g_value_set_uint (value, foyer_outbox_get_n_needing_person (self));
      break;
    case PROP_IS_PAUSED:
      g_value_set_boolean (value, self->is_paused);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_outbox_dispose (GObject *object)
{
  FoyerOutbox *self = FOYER_OUTBOX (object);

  foyer_outbox_close (self);
  G_OBJECT_CLASS (foyer_outbox_parent_class)->dispose (object);
}

static void
foyer_outbox_finalize (GObject *object)
{
  FoyerOutbox *self = FOYER_OUTBOX (object);

  foyer_outbox_waits_free (self->waits);
  foyer_outbox_rows_free (self->rows);
  foyer_outbox_parties_free (self->parties);
  G_OBJECT_CLASS (foyer_outbox_parent_class)->finalize (object);
}

static void
foyer_outbox_class_init (FoyerOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = foyer_outbox_dispose;
  object_class->finalize = foyer_outbox_finalize;
  object_class->get_property = foyer_outbox_get_property;

  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_NEEDING_PERSON] = g_param_spec_uint ("n-needing-person", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_IS_PAUSED] = g_param_spec_boolean ("is-paused", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, FOYER_TYPE_OUTBOX_ROW);
  signals[DELIVERED] = g_signal_new ("delivered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, FOYER_TYPE_OUTBOX_ROW);
  signals[LOST_RACE] = g_signal_new ("lost-race", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, FOYER_TYPE_OUTBOX_ROW);
  signals[PARTY_ARRIVED] = g_signal_new ("party-arrived", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
foyer_outbox_init (FoyerOutbox *self)
{
  self->rows = foyer_outbox_rows_new (self);
  self->waits = foyer_outbox_waits_new (self);
  self->parties = foyer_outbox_parties_new ();
}

FoyerOutbox *
foyer_outbox_new (FoyerSession *session)
{
  FoyerOutbox *self = g_object_new (FOYER_TYPE_OUTBOX, NULL);

  self->session = session;
  return self;
}

FoyerSession *
foyer_outbox_get_session (FoyerOutbox *self)
{
  return self->session;
}

FoyerPreciousFile *
foyer_outbox_get_file (FoyerOutbox *self)
{
  return self->session->precious;
}

FoyerOutboxRows *
foyer_outbox_get_rows (FoyerOutbox *self)
{
  return self->rows;
}

FoyerOutboxWaits *
foyer_outbox_get_waits (FoyerOutbox *self)
{
  return self->waits;
}

FoyerOutboxParties *
foyer_outbox_get_parties (FoyerOutbox *self)
{
  return self->parties;
}

static void
show_counts (FoyerOutbox *self)
{
  guint n_waiting = foyer_outbox_get_n_waiting (self);
  guint n_needing_person = foyer_outbox_get_n_needing_person (self);

  if (n_waiting != self->shown_waiting)
    {
      self->shown_waiting = n_waiting;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
    }
  if (n_needing_person != self->shown_needing_person)
    {
      self->shown_needing_person = n_needing_person;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEEDING_PERSON]);
    }
}

static void
emit (FoyerOutbox *self, guint signal, FoyerOutboxRecord *record)
{
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_rows_dup_row_of (self->rows, record);

  g_signal_emit (self, signals[signal], 0, row);
}

static void
lead_delivered (FoyerOutbox *self, FoyerOutboxRecord *record)
{
  g_autoptr (FoyerLead) lead = foyer_outbox_record_unpack_lead (record);

  if (record->platform_id == 0)
    return;
  if (record->base == NULL)
    foyer_session_note_drafts_arrived (self->session, record->lead_uuid, record->platform_id);
  foyer_session_show_saved (self->session, lead, record->base == NULL, record->kept);
  foyer_session_use_parties (self->session, lead);
}

static void
party_delivered (FoyerOutbox *self, FoyerOutboxRecord *record)
{
  g_autoptr (FoyerParty) party = foyer_outbox_record_unpack_party (record);
  gint64 local_id = foyer_outbox_record_get_local_id (record);

  if (record->platform_id == 0)
    return;
  foyer_session_party_arrived (self->session, party, local_id);
  g_signal_emit (self, signals[PARTY_ARRIVED], 0, local_id, record->platform_id);
}

static void
delivered (FoyerOutbox *self, FoyerOutboxRecord *record)
{
  if (record->kind == FOYER_OUTBOX_LEAD)
    lead_delivered (self, record);
  else if (record->kind == FOYER_OUTBOX_NOTE)
    {
      g_autoptr (FoyerNote) note = foyer_outbox_record_unpack_note (record);

      foyer_session_note_arrived (self->session, note, record->base == NULL);
    }
  else
    party_delivered (self, record);
  if (record->found != NULL)
    emit (self, TOLD, record);
  emit (self, DELIVERED, record);
}

static void
apply_record (FoyerOutbox *self, FoyerOutboxRecord *record)
{
  FoyerOutboxState before;
  gboolean is_party = foyer_outbox_kind_is_party (record->kind);

  if (is_party && !foyer_outbox_parties_apply (self->parties, record))
    return;
  if (!foyer_outbox_rows_apply (self->rows, record, &before))
    return;
  foyer_outbox_waits_row_changed (self->waits, record);
  if (record->state == before)
    return;
  if (is_party)
    foyer_outbox_rows_needed_moved (self->rows, record);
  if (record->state == FOYER_OUTBOX_DELIVERED)
    delivered (self, record);
  else if (record->state == FOYER_OUTBOX_CONFLICT || record->state == FOYER_OUTBOX_REJECTED)
    emit (self, TOLD, record);
}

/* What the store gave back. */
void
foyer_outbox_apply (FoyerOutbox *self, GPtrArray *changed)
{
  g_object_ref (self);
  for (guint i = 0; i < changed->len; i++)
    apply_record (self, changed->pdata[i]);
  show_counts (self);
  foyer_outbox_waits_check_drain (self->waits);
  g_object_unref (self);
}

void
foyer_outbox_tell_lost_race (FoyerOutbox *self, FoyerOutboxRecord *record)
{
  emit (self, LOST_RACE, record);
}

static void
changes_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxNews) news = foyer_outbox_store_list_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  self->is_reloading = FALSE;
  if (news == NULL)
    g_info ("Could not read the outbox: %s", error->message);
  else
    {
      self->change = news->change;
      self->version = news->version;
      foyer_outbox_apply (self, news->records);
      if (news->records->len > 0)
        foyer_outbox_wake (self);
    }
  if (self->reload_again)
    reload (self);
  g_task_return_boolean (task, TRUE);
}

/* Another process, or another part of this one, has written: perhaps rows. */
static void
reload (FoyerOutbox *self)
{
  GTask *task;

  self->reload_again = self->is_reloading;
  if (self->is_reloading || self->deliverer == NULL)
    return;
  self->is_reloading = TRUE;
  task = foyer_session_start_for (self->session, self, FALSE, NULL, NULL, NULL, reload);
  foyer_outbox_store_list_changed_async (foyer_outbox_get_file (self), self->change, self->version, NULL,
                                         changes_listed_cb, task);
}

static void
file_changed_cb (FoyerOutbox *self)
{
  reload (self);
}

static void
watch_file (FoyerOutbox *self)
{
  g_autofree char *path = foyer_precious_file_dup_lock_path (foyer_outbox_get_file (self), FOYER_PRECIOUS_DATABASE);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL)
    {
      g_info ("Other processes will be noticed late: %s", error->message);
      return;
    }
  g_file_monitor_set_rate_limit (self->monitor, NOTICE_RATE);
  g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (file_changed_cb), self);
}

static void
parties_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray)
      parties = foyer_outbox_store_list_party_drafts_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (parties == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < parties->len; i++)
    foyer_outbox_parties_apply (self->parties, parties->pdata[i]);
  self->deliverer = foyer_deliverer_new (self);
  watch_file (self);
  foyer_outbox_wake (self);
  g_task_return_boolean (task, TRUE);
}

static void
rows_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FoyerOutboxNews) news = foyer_outbox_store_list_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (news == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->change = news->change;
  self->version = news->version;
  for (guint i = 0; i < news->records->len; i++)
    if (foyer_outbox_kind_is_party (((FoyerOutboxRecord *) news->records->pdata[i])->kind))
      foyer_outbox_parties_apply (self->parties, news->records->pdata[i]);
  foyer_outbox_rows_fill (self->rows, news->records);
  show_counts (self);
  foyer_outbox_store_list_party_drafts_async (foyer_outbox_get_file (self), NULL, parties_listed_cb,
                                              g_steal_pointer (&task));
}

/* Fills the list and begins to deliver. The session's file is open. */
void
foyer_outbox_open_async (FoyerOutbox *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_outbox_open_async);
  foyer_outbox_store_list_async (foyer_outbox_get_file (self), NULL, rows_listed_cb, task);
}

gboolean
foyer_outbox_open_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Nothing is under way any more: gives up the lock. */
void
foyer_outbox_close (FoyerOutbox *self)
{
  if (self->monitor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->monitor, self);
      g_file_monitor_cancel (self->monitor);
      g_clear_object (&self->monitor);
    }
  if (self->deliverer != NULL)
    foyer_deliverer_stop (self->deliverer);
  g_clear_object (&self->deliverer);
}

void
foyer_outbox_wake (FoyerOutbox *self)
{
  if (self->deliverer != NULL)
    foyer_deliverer_wake (self->deliverer);
}

/* What rests after a failure goes on at once. */
void
foyer_outbox_hurry (FoyerOutbox *self)
{
  if (self->deliverer != NULL)
    foyer_deliverer_hurry (self->deliverer);
}

/* A person asked, or the key was mended: what pauses goes on, too. */
void
foyer_outbox_resume (FoyerOutbox *self)
{
  if (self->deliverer != NULL)
    foyer_deliverer_resume (self->deliverer);
}

/* The address, the key or the secret is another one. */
void
foyer_outbox_key_changed (FoyerOutbox *self)
{
  foyer_outbox_resume (self);
}

void
foyer_outbox_network_returned (FoyerOutbox *self)
{
  if (self->deliverer != NULL)
    foyer_outbox_try_again (self);
}

/**
 * foyer_outbox_set_delivers:
 * @delivers: whether this process begins to send what waits; it does unless told otherwise
 *
 * What has begun is ended in any case. One that does not deliver leaves the account to a process that does.
 */
void
foyer_outbox_set_delivers (FoyerOutbox *self, gboolean delivers)
{
  g_return_if_fail (FOYER_IS_OUTBOX (self));

  self->is_passive = !delivers;
  foyer_outbox_wake (self);
}

gboolean
foyer_outbox_get_delivers (FoyerOutbox *self)
{
  return !self->is_passive;
}

void
foyer_outbox_note_save (FoyerOutbox *self)
{
  self->saved = g_get_monotonic_time ();
}

/* Whether somebody saves one after the other: the last one is less than a second ago. */
gboolean
foyer_outbox_is_saved_to (FoyerOutbox *self)
{
  return self->saved > 0 && g_get_monotonic_time () - self->saved < G_USEC_PER_SEC;
}

gboolean
foyer_outbox_is_delivering (FoyerOutbox *self)
{
  return self->deliverer != NULL && foyer_deliverer_is_at_work (self->deliverer);
}

void
foyer_outbox_set_paused (FoyerOutbox *self, gboolean is_paused)
{
  if (self->is_paused == is_paused)
    return;
  self->is_paused = is_paused;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_PAUSED]);
}

/**
 * foyer_outbox_get_n_waiting:
 *
 * Returns: how many rows wait to be delivered: held, queued, being sent or uncertain
 */
guint
foyer_outbox_get_n_waiting (FoyerOutbox *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX (self), 0);
  return foyer_outbox_rows_get_n (self->rows) - foyer_outbox_get_n_needing_person (self);
}

/**
 * foyer_outbox_get_n_needing_person:
 *
 * Returns: how many rows are in conflict or rejected
 */
guint
foyer_outbox_get_n_needing_person (FoyerOutbox *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX (self), 0);
  return foyer_outbox_rows_count (self->rows, FOYER_OUTBOX_CONFLICT)
         + foyer_outbox_rows_count (self->rows, FOYER_OUTBOX_REJECTED);
}

/**
 * foyer_outbox_get_is_paused:
 *
 * Returns: whether nothing is sent because the key was refused; it goes on when the key or its secret is replaced, or
 *   when a person asks to send
 */
gboolean
foyer_outbox_get_is_paused (FoyerOutbox *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX (self), FALSE);
  return self->is_paused;
}
