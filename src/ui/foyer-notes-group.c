/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of the open lead, the oldest first, those that wait in the outbox after them, and a place to write one
 * more. What is typed and not saved is a draft of the session's, on the disk at every pause in typing. */

#include "config.h"

#include "foyer-notes-group-private.h"

#include "foyer-focus.h"
#include "foyer-lead-text.h"
#include "foyer-outbox-text.h"
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

static void
update_title (FoyerNotesGroup *self)
{
  g_autofree char *title = NULL;

  /* Translators: heading of a lead's notes, with how many there are */
  if (self->rows->len > 0)
    title = g_strdup_printf (C_ ("lead group", "Notes (%u)"), self->rows->len);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title != NULL ? title : C_ ("lead group", "Notes"));
}

static void
clear_rows (FoyerNotesGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (self->new_row != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->new_row));
  self->new_row = NULL;
}

static GPtrArray *
list_pending (FoyerNotesGroup *self)
{
  if (self->session == NULL || self->lead_uuid == NULL)
    return g_ptr_array_new ();
  return foyer_outbox_list_notes (foyer_session_get_outbox (self->session), self->lead_uuid, self->lead_id);
}

static void
set_pending (FoyerNotesGroup *self, GPtrArray *pending)
{
  g_ptr_array_ref (pending);
  g_ptr_array_unref (self->pending);
  self->pending = pending;
}

/* Whether there is a lead that can have notes: on the platform, or on its way there. */
gboolean
foyer_notes_group_has_lead (FoyerNotesGroup *self)
{
  return self->session != NULL && (self->lead_id > 0 || self->lead_row != NULL);
}

/* Whether somebody is at it just now. */
static gboolean
is_written_in (FoyerNotesGroup *self)
{
  GtkWidget *focus = foyer_focus_find_in (GTK_WIDGET (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, FOYER_TYPE_NOTE_ROW) : NULL;
  g_autofree char *typed = row != NULL ? foyer_note_row_dup_typed (FOYER_NOTE_ROW (row)) : NULL;

  return typed != NULL;
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

static void
typed_cb (FoyerNotesGroup *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  self->keep_id = g_timeout_add_once (TYPING_PAUSE_MS, typing_paused_cb, self);
}

static void
add_row (FoyerNotesGroup *self, GtkWidget *row)
{
  foyer_notes_group_resume_row (self, FOYER_NOTE_ROW (row));
  g_signal_connect_object (row, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "save", G_CALLBACK (foyer_notes_group_save_row), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
add_new_row (FoyerNotesGroup *self)
{
  self->new_row = FOYER_NOTE_ROW (foyer_note_row_new (NULL, ""));
  add_row (self, GTK_WIDGET (self->new_row));
}

/* Of another lead. */
static void
reload (FoyerNotesGroup *self)
{
  g_autoptr (GPtrArray) pending = list_pending (self);
  gboolean has_lead = foyer_notes_group_has_lead (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), has_lead || pending->len > 0);
  set_pending (self, pending);
  clear_rows (self);
  update_title (self);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), NULL);
  if (!has_lead && pending->len == 0)
    return;
  self->cancellable = g_cancellable_new ();
  if (has_lead)
    add_new_row (self);
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

/* What was delivered is told of by the lead, which has its id then. */
static void
lead_row_moved_cb (FoyerNotesGroup *self)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (self->lead_row);

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

  if (self->lead_id == 0 && self->lead_row == NULL)
    {
      find_lead_row (self);
      if (self->lead_row != NULL)
        reload (self);
      return;
    }
  pending = list_pending (self);
  has_arrived = lacks_one_of (pending, self->pending);
  if (!has_arrived && pending->len == self->pending->len)
    return;
  set_pending (self, pending);
  foyer_notes_group_load (self, has_arrived);
}

static void
lead_changed_cb (FoyerNotesGroup *self)
{
  const char *uuid = self->lead != NULL ? foyer_lead_get_uuid (self->lead) : NULL;
  gint64 lead_id = self->lead != NULL ? foyer_lead_get_platform_id (self->lead) : 0;
  gboolean is_same = g_strcmp0 (uuid, self->lead_uuid) == 0;
  gboolean arrives = is_same && lead_id > 0 && foyer_notes_group_has_lead (self);

  if (lead_id == self->lead_id && (is_same || lead_id > 0))
    {
      g_set_str (&self->lead_uuid, uuid);
      return;
    }
  foyer_notes_group_keep_typed (self);
  if (arrives)
    foyer_session_note_drafts_arrived (self->session, uuid, lead_id);
  g_set_str (&self->lead_uuid, uuid);
  self->lead_id = lead_id;
  find_lead_row (self);
  if (arrives)
    foyer_notes_group_load (self, TRUE);
  else
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
  self->rows = g_ptr_array_new ();
  self->pending = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  update_title (self);
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

static void
add_note (FoyerNotesGroup *self, FoyerNote *note, const char *about, FoyerOutboxRow *pending)
{
  GtkWidget *row = foyer_note_row_new (note, about);

  if (pending != NULL)
    g_object_set_data_full (G_OBJECT (row), "pending", g_object_ref (pending), g_object_unref);
  add_row (self, row);
  g_ptr_array_add (self->rows, row);
}

/* One that arrived or was discarded comes with the list that is read then. */
static void
pending_moved_cb (FoyerNoteRow *row, GParamSpec *pspec, FoyerOutboxRow *pending)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (pending);

  if (!foyer_outbox_state_is_final (state))
    foyer_note_row_set_author (row, foyer_outbox_text_mark (state));
}

static void
add_pending (FoyerNotesGroup *self, FoyerOutboxRow *pending)
{
  add_note (self, foyer_outbox_row_get_note (pending), foyer_outbox_text_mark (foyer_outbox_row_get_state (pending)),
            pending);
  g_signal_connect_object (pending, "notify::state", G_CALLBACK (pending_moved_cb),
                           self->rows->pdata[self->rows->len - 1], G_CONNECT_SWAPPED);
}

static FoyerOutboxRow *
find_change (GPtrArray *pending, gint64 note_id)
{
  for (guint i = 0; i < pending->len; i++)
    {
      FoyerNote *base = foyer_outbox_row_get_note_base (pending->pdata[i]);

      if (base != NULL && foyer_note_get_id (base) == note_id)
        return pending->pdata[i];
    }
  return NULL;
}

/**
 * foyer_notes_group_show:
 * @notes: of FoyerNote, the oldest first
 *
 * What is changed in the outbox is shown as it will be, what is new there comes last.
 */
void
foyer_notes_group_show (FoyerNotesGroup *self, GPtrArray *notes)
{
  FoyerPicklists *picklists = self->session != NULL ? foyer_session_get_picklists (self->session) : NULL;
  g_autoptr (GPtrArray) pending = NULL;

  g_return_if_fail (FOYER_IS_NOTES_GROUP (self));

  foyer_notes_group_keep_typed (self);
  self->is_stale = FALSE;
  clear_rows (self);
  pending = list_pending (self);
  set_pending (self, pending);
  for (guint i = 0; i < notes->len; i++)
    {
      FoyerNote *note = notes->pdata[i];
      FoyerOutboxRow *change = find_change (pending, foyer_note_get_id (note));

      if (change != NULL)
        add_pending (self, change);
      else
        add_note (self, note, foyer_lead_text_item (picklists, FOYER_PICKLIST_OWNER, foyer_note_get_author_id (note)),
                  NULL);
    }
  for (guint i = 0; i < pending->len; i++)
    if (foyer_outbox_row_get_note_base (pending->pdata[i]) == NULL)
      add_pending (self, pending->pdata[i]);
  if (foyer_notes_group_has_lead (self))
    add_new_row (self);
  update_title (self);
}
