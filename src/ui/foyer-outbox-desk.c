/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does to a pending change, from wherever it is shown: with the questions that have to be asked first and
 * the dialogs in which it is decided. */

#include "config.h"

#include "foyer-outbox-desk.h"

#include "foyer-arrival-dialog.h"
#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-outbox-text.h"
#include "foyer-party-dialog.h"
#include "foyer-resolver.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  GtkWidget *parent;     /* owned */
  FoyerSession *session; /* owned */
  FoyerOutboxRow *row;   /* owned */
  FoyerOutboxTaken taken;
} Command;

static Command *
command_new (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row)
{
  Command *command = g_new0 (Command, 1);

  command->parent = g_object_ref (parent);
  command->session = g_object_ref (session);
  command->row = g_object_ref (row);
  return command;
}

static void
command_free (Command *command)
{
  g_object_unref (command->parent);
  g_object_unref (command->session);
  g_object_unref (command->row);
  g_free (command);
}

static void
command_closure_free (gpointer data, GClosure *closure)
{
  command_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, command_free)

static FoyerOutbox *
get_outbox (const Command *command)
{
  return foyer_session_get_outbox (command->session);
}

static void
tell (const Command *command, const GError *error)
{
  AdwDialog *dialog;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || gtk_widget_get_root (command->parent) == NULL)
    return;
  if (!g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID))
    {
      foyer_error_text_present (command->parent, _ ("That Could Not Be Done"), error);
      return;
    }
  /* The row moved on meanwhile, or another one builds on it. */
  dialog = adw_alert_dialog_new (_ ("That Cannot Be Done Now"),
                                 _ ("This change has moved on meanwhile, or another change builds on it. Take that one "
                                    "away first."));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("C_lose"));
  adw_dialog_present (dialog, command->parent);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;

  foyer_outbox_send_now_finish (FOYER_OUTBOX (source), result, &error);
  tell (command, error);
}

static void
send_now (Command *command)
{
  foyer_outbox_send_now_async (get_outbox (command), command->row, NULL, sent_cb,
                               command_new (command->parent, command->session, command->row));
}

static void
send_chosen_cb (GObject *dialog, const char *response, Command *command)
{
  send_now (command);
}

static AdwAlertDialog *
new_question (const char *format, FoyerOutboxRow *row, const char *body, const char *label)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, body));
  g_autofree char *title = foyer_outbox_text_title (row);
  g_autoptr (GString) heading = g_string_new (format);

  g_string_replace (heading, "%s", title, 1);
  adw_alert_dialog_set_heading (alert, heading->str);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "go", label, NULL);
  adw_alert_dialog_set_response_appearance (alert, "go", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  return alert;
}

/* NULL: nothing of it can be there. */
static const char *
send_warning (FoyerOutboxRow *row)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (row);

  if (state == FOYER_OUTBOX_UNCERTAIN)
    return _ ("It may have arrived already, and Foyer is still checking. Sent again, it can be on the platform twice.");
  if (state == FOYER_OUTBOX_CONFLICT && foyer_outbox_row_is_add (row))
    return _ ("It may have arrived already. Sent again, it can be on the platform twice.");
  if (state == FOYER_OUTBOX_CONFLICT && !foyer_outbox_row_has_found (row))
    return _ ("It may have arrived, and Foyer cannot see it: look on the platform");
  return NULL;
}

/**
 * foyer_outbox_desk_send:
 * @parent: what it was asked from
 * @session: the account
 * @row: the pending change
 *
 * Sends it now. What may have arrived already is asked about: it could be there twice.
 */
void
foyer_outbox_desk_send (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row)
{
  g_autoptr (Command) command = command_new (parent, session, row);
  const char *warning = send_warning (row);
  AdwAlertDialog *alert;

  if (warning == NULL)
    {
      send_now (command);
      return;
    }
  /* Translators: %s is the name of a lead, a company or a person, or the first line of a note */
  alert = new_question (_ ("Send “%s” Again?"), row, warning, _ ("_Send Anyway"));
  g_signal_connect_data (alert, "response::go", G_CALLBACK (send_chosen_cb), g_steal_pointer (&command),
                         command_closure_free, 0);
  adw_dialog_present (ADW_DIALOG (alert), parent);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;

  foyer_outbox_discard_finish (FOYER_OUTBOX (source), result, &error);
  tell (command, error);
}

static void
discard_chosen_cb (GObject *dialog, const char *response, Command *command)
{
  foyer_outbox_discard_async (get_outbox (command), command->row, NULL, discarded_cb,
                              command_new (command->parent, command->session, command->row));
}

static const char *
discard_warning (FoyerOutboxRow *row)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (row);

  if (state == FOYER_OUTBOX_UNCERTAIN)
    return _ ("It may be on the platform already. What is here is the only other copy.");
  if (state == FOYER_OUTBOX_CONFLICT && (foyer_outbox_row_is_add (row) || !foyer_outbox_row_has_found (row)))
    return _ ("It may be on the platform. What is here is the only other copy.");
  if (foyer_outbox_row_is_add (row))
    return _ ("It is not on the platform: this is the only copy.");
  if (foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_NOTE)
    return _ ("Your change is lost. The note stays as it is on the platform.");
  return _ ("Your change is lost. The lead stays as it is on the platform.");
}

/**
 * foyer_outbox_desk_discard:
 * @parent: what it was asked from
 * @session: the account
 * @row: the pending change
 *
 * Asks: it is the only copy, and there is no way back.
 */
void
foyer_outbox_desk_discard (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row)
{
  /* Translators: %s is the name of a lead, a company or a person, or the first line of a note */
  AdwAlertDialog *alert = new_question (foyer_outbox_row_is_add (row) ? _ ("Discard “%s”?")
                                                                      : _ ("Discard the Change of “%s”?"),
                                        row, discard_warning (row), _ ("_Discard"));

  g_signal_connect_data (alert, "response::go", G_CALLBACK (discard_chosen_cb), command_new (parent, session, row),
                         command_closure_free, 0);
  adw_dialog_present (ADW_DIALOG (alert), parent);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;

  foyer_outbox_resolve_finish (FOYER_OUTBOX (source), result, &error);
  tell (command, error);
}

static void
resolver_resolved_cb (FoyerResolver *resolver, guint take_theirs, Command *command)
{
  foyer_outbox_resolve_async (get_outbox (command), command->row, take_theirs, NULL, resolved_cb,
                              command_new (command->parent, command->session, command->row));
}

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;

  foyer_outbox_adopt_finish (FOYER_OUTBOX (source), result, &error);
  tell (command, error);
}

static void
arrival_adopt_cb (FoyerArrivalDialog *dialog, gint64 platform_id, Command *command)
{
  foyer_outbox_adopt_async (get_outbox (command), command->row, platform_id, NULL, adopted_cb,
                            command_new (command->parent, command->session, command->row));
}

static void
arrival_send_cb (FoyerArrivalDialog *dialog, Command *command)
{
  send_now (command);
}

static void
arrival_discard_cb (FoyerArrivalDialog *dialog, Command *command)
{
  foyer_outbox_desk_discard (command->parent, command->session, command->row);
}

static void
theirs_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;

  foyer_outbox_take_theirs_finish (FOYER_OUTBOX (source), result, &error);
  tell (command, error);
}

static void
note_resolved_cb (GObject *dialog, const char *response, Command *command)
{
  if (g_str_equal (response, "mine"))
    send_now (command);
  else if (g_str_equal (response, "theirs"))
    foyer_outbox_take_theirs_async (get_outbox (command), command->row, NULL, theirs_taken_cb,
                                    command_new (command->parent, command->session, command->row));
}

static GtkWidget *
new_note_text (const char *whose, FoyerNote *note)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), whose);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), foyer_note_get_text (note));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 8);
  gtk_widget_add_css_class (row, "property");
  return row;
}

/* A note is one text: one of the two stays. */
static void
resolve_note (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("The Note Was Changed on the Platform, Too"), _ ("Choose which of the two stays.")));
  GPtrArray *found = foyer_outbox_row_get_found (row);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("outbox", "Note"), -1);
  gtk_list_box_append (GTK_LIST_BOX (list),
                       new_note_text (C_ ("whose value", "Yours"), foyer_outbox_row_get_note (row)));
  gtk_list_box_append (GTK_LIST_BOX (list), new_note_text (C_ ("whose value", "On the Platform Now"), found->pdata[0]));
  adw_alert_dialog_set_extra_child (alert, list);
  adw_alert_dialog_add_responses (
      alert, "cancel", _ ("_Cancel"), "theirs", _ ("Keep the _Platform’s"), "mine",
      /* Translators: a button: what was changed here is sent, in place of what is on the platform */
      _ ("Send _Yours"), NULL);
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_signal_connect_data (alert, "response", G_CALLBACK (note_resolved_cb), command_new (parent, session, row),
                         command_closure_free, 0);
  adw_dialog_present (ADW_DIALOG (alert), parent);
}

static void
mended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerParty) party = foyer_party_dialog_ask_finish (FOYER_SESSION (source), result, &error);

  tell (command, error);
}

/**
 * foyer_outbox_desk_mend_party:
 * @parent: what it was asked from
 * @session: the account
 * @row: a company or person who is not on the platform yet
 *
 * Shows what was entered, to be changed; what was refused is sent again then.
 */
void
foyer_outbox_desk_mend_party (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row)
{
  foyer_party_dialog_ask_async (parent, session, foyer_outbox_row_get_party (row), mended_cb,
                                command_new (parent, session, row));
}

/**
 * foyer_outbox_desk_resolve:
 * @parent: what it was asked from
 * @session: the account
 * @row: a pending change in conflict
 *
 * Shows what is here and what is there, to choose from. Of a change that may have arrived, nothing there can be shown:
 * it asks whether to send it again.
 */
void
foyer_outbox_desk_resolve (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row)
{
  FoyerPicklists *picklists = foyer_session_get_picklists (session);
  AdwDialog *dialog;

  if (foyer_outbox_row_get_state (row) != FOYER_OUTBOX_CONFLICT)
    return;
  if (!foyer_outbox_row_is_add (row) && !foyer_outbox_row_has_found (row))
    {
      foyer_outbox_desk_send (parent, session, row);
      return;
    }
  if (foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_NOTE && !foyer_outbox_row_is_add (row))
    {
      resolve_note (parent, session, row);
      return;
    }
  if (foyer_outbox_row_is_add (row))
    {
      dialog = ADW_DIALOG (foyer_arrival_dialog_new (row, picklists));
      g_signal_connect_data (dialog, "adopt", G_CALLBACK (arrival_adopt_cb), command_new (parent, session, row),
                             command_closure_free, 0);
      g_signal_connect_data (dialog, "send", G_CALLBACK (arrival_send_cb), command_new (parent, session, row),
                             command_closure_free, 0);
      g_signal_connect_data (dialog, "discard", G_CALLBACK (arrival_discard_cb), command_new (parent, session, row),
                             command_closure_free, 0);
    }
  else
    {
      dialog = ADW_DIALOG (foyer_resolver_new (row, picklists));
      g_signal_connect_data (dialog, "resolved", G_CALLBACK (resolver_resolved_cb), command_new (parent, session, row),
                             command_closure_free, 0);
    }
  adw_dialog_present (dialog, parent);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerDraft) draft = foyer_outbox_take_back_finish (FOYER_OUTBOX (source), result, &error);

  if (draft != NULL)
    command->taken (G_OBJECT (command->parent), draft);
  tell (command, error);
}

/**
 * foyer_outbox_desk_take_back:
 * @parent: what it was asked from
 * @session: the account
 * @row: the pending change
 * @taken: called with @parent and the draft that it is again; not when that was too late, which is said
 */
void
foyer_outbox_desk_take_back (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row, FoyerOutboxTaken taken)
{
  Command *command = command_new (parent, session, row);

  command->taken = taken;
  foyer_outbox_take_back_async (get_outbox (command), row, NULL, taken_back_cb, command);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error) || gtk_widget_get_root (parent) == NULL)
    return;
  foyer_error_text_present (parent, _ ("The Outbox Could Not Be Exported"), error);
}

typedef struct
{
  GtkWidget *parent; /* owned */
  GFile *file;       /* owned */
} Export;

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Export *export = user_data;
  g_autoptr (GtkWidget) parent = export->parent;
  g_autoptr (GFile) file = export->file;
  g_autoptr (GBytes) bytes = foyer_outbox_export_finish (FOYER_OUTBOX (source), result, NULL);

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, written_cb,
                                       g_object_ref (parent));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  FoyerSession *session = g_object_get_data (source, "session");
  Export *export;

  if (file == NULL)
    return;
  export = g_new0 (Export, 1);
  export->parent = g_object_ref (parent);
  export->file = g_object_ref (file);
  foyer_outbox_export_async (foyer_session_get_outbox (session), NULL, exported_cb, export);
}

/**
 * foyer_outbox_desk_export:
 * @parent: what it was asked from
 * @session: the account
 *
 * All that would be lost with the outbox, as JSON, in a file only its owner can read.
 */
void
foyer_outbox_desk_export (GtkWidget *parent, FoyerSession *session)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Export the Outbox"));
  /* Translators: the name of a file: keep it short and leave the end as it is */
  gtk_file_dialog_set_initial_name (dialog, _ ("foyer-outbox.json"));
  g_object_set_data_full (G_OBJECT (dialog), "session", g_object_ref (session), g_object_unref);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, file_chosen_cb, g_object_ref (parent));
}
