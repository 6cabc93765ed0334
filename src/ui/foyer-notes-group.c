/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of the open lead, the oldest first, those that wait in the outbox after them, and a place to write one
 * more. What is typed and not saved is a draft of the session's, on the disk at every pause in typing. */

#include "config.h"

#include "foyer-notes-group-private.h"

#include "foyer-session-mirror.h"
#include "foyer-session-note-drafts.h"

#include <glib/gi18n.h>

#define TYPING_PAUSE_MS 600

enum
{
  PROP_SESSION = 1,
  PROP_LEAD,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerNotesGroup, foyer_notes_group, ADW_TYPE_PREFERENCES_GROUP)

/* Whether there is a lead that can have notes: on the platform, or on its way there. */
gboolean
foyer_notes_group_has_lead (FoyerNotesGroup *self)
{
  return self->session != NULL && (self->lead_id > 0 || self->lead_row != NULL);
}

static gboolean
is_written_in (FoyerNotesGroup *self)
{
  FoyerNoteRow *row = foyer_notes_group_find_focus (self);

  return row != NULL && foyer_note_row_is_written_in (row);
}

/* What arrives does not come between a person and what they write. */
static gboolean
show_or_wait (FoyerNotesGroup *self, GPtrArray *notes)
{
  self->is_stale = is_written_in (self);
  if (!self->is_stale)
    foyer_notes_group_show (self, notes);
  return !self->is_stale;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerNotesGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_current = FALSE;
  g_autoptr (GPtrArray) notes = foyer_session_list_notes_finish (FOYER_SESSION (source), result, &is_current, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session != FOYER_SESSION (source))
    return;
  if (is_current)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), NULL);
  if (notes == NULL)
    {
      g_debug ("The notes were not read: %s", error->message);
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                             /* Translators: under the heading of a lead's notes, of which none are
                                              * known, and whether there are any could not be asked */
                                             _ ("The platform could not be asked for notes"));
    }
  else if (show_or_wait (self, notes) && is_current)
    foyer_notes_group_resume_left (self);
}

/* Shows what the mirror has, or what the platform has now. */
void
foyer_notes_group_load (FoyerNotesGroup *self, gboolean ask_platform)
{
  g_autoptr (GPtrArray) none = NULL;

  if (self->lead_id == 0)
    {
      none = g_ptr_array_new ();
      show_or_wait (self, none);
      return;
    }
  foyer_session_list_notes_async (self->session, self->lead_id, ask_platform, self->cancellable, listed_cb,
                                  g_object_ref (self));
}

static gboolean
lacks_one_of (GPtrArray *pending, GPtrArray *before)
{
  for (guint i = 0; i < before->len; i++)
    if (!g_ptr_array_find (pending, before->pdata[i], NULL))
      return TRUE;
  return FALSE;
}

static void
typing_paused_cb (gpointer user_data)
{
  FoyerNotesGroup *self = user_data;

  self->keep_id = 0;
  foyer_notes_group_keep_typed (self);
  if (self->is_stale && !is_written_in (self))
    foyer_notes_group_load (self, FALSE);
}

/* Keeps what is typed when it pauses. */
void
foyer_notes_group_typed (FoyerNotesGroup *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  self->keep_id = g_timeout_add_once (TYPING_PAUSE_MS, typing_paused_cb, self);
}

/* Of another lead. */
static void
reload (FoyerNotesGroup *self)
{
  g_autoptr (GPtrArray) pending = foyer_notes_group_list_pending (self);
  gboolean has_lead = foyer_notes_group_has_lead (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), has_lead || pending->len > 0);
  foyer_notes_group_set_pending (self, pending);
  foyer_notes_group_clear_rows (self);
  foyer_notes_group_update_title (self);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), NULL);
  if (!has_lead && pending->len == 0)
    return;
  self->cancellable = g_cancellable_new ();
  if (has_lead)
    foyer_notes_group_add_new_row (self);
  foyer_notes_group_load (self, FALSE);
  if (self->lead_id > 0)
    foyer_notes_group_load (self, TRUE);
}

static void lead_row_moved_cb (FoyerNotesGroup *self);

static void
set_lead_row (FoyerNotesGroup *self, FoyerOutboxRow *row)
{
  if (self->lead_row != NULL)
    g_signal_handlers_disconnect_by_data (self->lead_row, self);
  g_set_object (&self->lead_row, row);
  if (row != NULL)
    g_signal_connect_object (row, "notify::state", G_CALLBACK (lead_row_moved_cb), self, G_CONNECT_SWAPPED);
}

static void
find_lead_row (FoyerNotesGroup *self)
{
  g_autoptr (FoyerOutboxRow) row = NULL;

  if (self->session != NULL && self->lead_uuid != NULL && self->lead_id == 0)
    row = foyer_outbox_find_for_lead (foyer_session_get_outbox (self->session), self->lead_uuid, 0);
  set_lead_row (self, row);
}

/* The rows stay: somebody may be writing in one. */
static void
arrive (FoyerNotesGroup *self, gint64 lead_id)
{
  foyer_session_note_drafts_arrived (self->session, self->lead_uuid, lead_id);
  foyer_notes_group_keep_typed (self);
  self->lead_id = lead_id;
  set_lead_row (self, NULL);
  foyer_notes_group_load (self, TRUE);
}

static void
lead_row_moved_cb (FoyerNotesGroup *self)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (self->lead_row);
  gint64 lead_id = foyer_outbox_row_get_platform_id (self->lead_row);

  if (state == FOYER_OUTBOX_DELIVERED && lead_id > 0)
    {
      arrive (self, lead_id);
      return;
    }
  if (state != FOYER_OUTBOX_DISCARDED && state != FOYER_OUTBOX_DRAFT)
    return;
  foyer_notes_group_keep_typed (self);
  find_lead_row (self);
  if (self->lead_row == NULL)
    reload (self);
}

/* One of the lead's notes was kept, moved on or arrived. It is remembered before any list is read: what is kept and
 * arrives while one is read is not in that list. */
static void
outbox_changed_cb (FoyerNotesGroup *self)
{
  g_autoptr (GPtrArray) pending = NULL;
  gboolean has_arrived;

  if (self->lead_uuid == NULL)
    return;
  if (self->lead_id == 0 && self->lead_row == NULL)
    {
      find_lead_row (self);
      if (self->lead_row != NULL)
        {
          foyer_notes_group_keep_typed (self);
          reload (self);
          return;
        }
    }
  pending = foyer_notes_group_list_pending (self);
  has_arrived = lacks_one_of (pending, self->pending);
  if (!has_arrived && pending->len == self->pending->len)
    return;
  foyer_notes_group_set_pending (self, pending);
  foyer_notes_group_load (self, has_arrived);
}

/* It is another lead, or has its id now: the form can come to know that later than its row in the outbox. */
static void
lead_changed_cb (FoyerNotesGroup *self)
{
  const char *uuid = self->lead != NULL ? foyer_lead_get_uuid (self->lead) : NULL;
  gint64 lead_id = self->lead != NULL ? foyer_lead_get_platform_id (self->lead) : 0;
  gboolean is_same = g_strcmp0 (uuid, self->lead_uuid) == 0;

  if ((lead_id > 0 && lead_id == self->lead_id) || (is_same && lead_id == 0))
    {
      g_set_str (&self->lead_uuid, uuid);
      return;
    }
  if (is_same && foyer_notes_group_has_lead (self))
    {
      arrive (self, lead_id);
      return;
    }
  foyer_notes_group_keep_typed (self);
  g_set_str (&self->lead_uuid, uuid);
  self->lead_id = lead_id;
  find_lead_row (self);
  reload (self);
}

/* The window is left, or the page. */
static void
foyer_notes_group_unmap (GtkWidget *widget)
{
  foyer_notes_group_keep_typed (FOYER_NOTES_GROUP (widget));
  GTK_WIDGET_CLASS (foyer_notes_group_parent_class)->unmap (widget);
}

static void
foyer_notes_group_dispose (GObject *object)
{
  FoyerNotesGroup *self = FOYER_NOTES_GROUP (object);

  g_clear_handle_id (&self->keep_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_lead_row (self, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->lead);
  g_clear_pointer (&self->lead_uuid, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);

  G_OBJECT_CLASS (foyer_notes_group_parent_class)->dispose (object);
}

static void
foyer_notes_group_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, FOYER_NOTES_GROUP (object)->session);
      break;
    case PROP_LEAD:
      g_value_set_object (value, FOYER_NOTES_GROUP (object)->lead);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_notes_group_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      foyer_notes_group_set_session (FOYER_NOTES_GROUP (object), g_value_get_object (value));
      break;
    case PROP_LEAD:
      foyer_notes_group_set_lead (FOYER_NOTES_GROUP (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_notes_group_class_init (FoyerNotesGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = foyer_notes_group_dispose;
  object_class->get_property = foyer_notes_group_get_property;
  object_class->set_property = foyer_notes_group_set_property;
  GTK_WIDGET_CLASS (klass)->unmap = foyer_notes_group_unmap;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION, flags);
  properties[PROP_LEAD] = g_param_spec_object ("lead", NULL, NULL, FOYER_TYPE_LEAD, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
foyer_notes_group_init (FoyerNotesGroup *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->rows = g_ptr_array_new ();
  self->pending = g_ptr_array_new ();
  /* What waited for a person to stop writing is shown when they go elsewhere. */
  g_signal_connect_object (focus, "leave", G_CALLBACK (foyer_notes_group_typed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  foyer_notes_group_update_title (self);
}

/**
 * foyer_notes_group_set_session:
 * @session: (nullable): where notes come from
 */
void
foyer_notes_group_set_session (FoyerNotesGroup *self, FoyerSession *session)
{
  g_return_if_fail (FOYER_IS_NOTES_GROUP (self));

  if (self->session == session)
    return;
  foyer_notes_group_keep_typed (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (foyer_session_get_outbox (self->session), self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (foyer_session_get_outbox (session), "items-changed", G_CALLBACK (outbox_changed_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  find_lead_row (self);
  reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * foyer_notes_group_set_lead:
 * @lead: (nullable): whose notes are shown; followed when it becomes another one
 */
void
foyer_notes_group_set_lead (FoyerNotesGroup *self, FoyerLead *lead)
{
  g_return_if_fail (FOYER_IS_NOTES_GROUP (self));

  if (self->lead == lead)
    return;
  if (self->lead != NULL)
    g_signal_handlers_disconnect_by_data (self->lead, self);
  g_set_object (&self->lead, lead);
  if (lead != NULL)
    {
      g_signal_connect_object (lead, "notify::uuid", G_CALLBACK (lead_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (lead, "notify::platform-id", G_CALLBACK (lead_changed_cb), self, G_CONNECT_SWAPPED);
    }
  lead_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEAD]);
}

/**
 * foyer_notes_group_refresh:
 * @ask_platform: whether to ask the platform; else what the mirror has got meanwhile is shown
 */
void
foyer_notes_group_refresh (FoyerNotesGroup *self, gboolean ask_platform)
{
  g_return_if_fail (FOYER_IS_NOTES_GROUP (self));

  if (foyer_notes_group_has_lead (self))
    foyer_notes_group_load (self, ask_platform);
}
