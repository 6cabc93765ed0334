/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving a lead to another stage without opening it: read it, ask for the reason where the stage has reasons, let the
 * rules judge it, keep it in the outbox. */

#include "config.h"

#include "foyer-lead-move.h"

#include "foyer-error.h"
#include "foyer-lead-rules.h"
#include "foyer-outbox.h"
#include "foyer-picklist-row.h"
#include "foyer-problem-text.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>

typedef struct
{
  FoyerLead *base; /* owned, nullable */
  FoyerLead *lead; /* owned, nullable */
  GtkWidget *parent;
  FoyerPicklistRow *reason_row; /* borrowed, nullable */
  char *problem;                /* owned, nullable */
  gint64 stage_id;
  guint hold; /* seconds */
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_clear_object (&move->base);
  g_clear_object (&move->lead);
  g_clear_object (&move->parent);
  g_free (move->problem);
  g_free (move);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_keep_finish (FOYER_OUTBOX (source), result, &error);

  if (row != NULL)
    g_task_return_pointer (task, g_steal_pointer (&row), g_object_unref);
  else if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID)) /* it is at that stage */
    {
      g_error_free (error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not moved");
    }
  else
    g_task_return_error (task, error);
}

static void
save (GTask *task)
{
  Move *move = g_task_get_task_data (task);
  FoyerSession *session = g_task_get_source_object (task);
  g_autoptr (GArray) problems = foyer_lead_rules_check (move->lead, move->base, foyer_session_get_picklists (session));

  if (problems->len > 0)
    {
      const FoyerLeadProblem *first = &g_array_index (problems, FoyerLeadProblem, 0);

      move->problem = foyer_problem_text (first->field, first->problem, 0, NULL);
      g_task_return_new_error (task, FOYER_ERROR, FOYER_ERROR_INVALID, "The rules do not allow the stage");
      g_object_unref (task);
      return;
    }
  foyer_outbox_keep_async (foyer_session_get_outbox (session), move->lead, move->base, move->hold,
                           g_task_get_cancellable (task), kept_cb, task);
}

static void
reason_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Move *move = g_task_get_task_data (task);

  if (g_strcmp0 (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "move") != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not moved");
      return;
    }
  foyer_lead_set_id (move->lead, FOYER_LEAD_STAGE_REASON, foyer_picklist_row_get_selected_id (move->reason_row));
  save (g_steal_pointer (&task));
}

static void
ask_reason (GTask *task)
{
  Move *move = g_task_get_task_data (task);
  FoyerPicklists *picklists = foyer_session_get_picklists (g_task_get_source_object (task));
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Move to Another Stage"), NULL);
  GtkWidget *group = adw_preferences_group_new ();
  GtkAccessible *list;
  FoyerPicklistItem *stage = foyer_picklist_lookup (foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE),
                                                    move->stage_id);
  g_autofree char *body = NULL;

  /* Translators: %s is the name of a stage */
  body = g_strdup_printf (_ ("Why does the lead come to “%s”?"),
                          stage != NULL ? foyer_picklist_item_get_title (stage) : "");
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), body);
  move->reason_row = g_object_new (FOYER_TYPE_PICKLIST_ROW, "title", C_ ("lead field", "Reason"), "kind",
                                   FOYER_PICKLIST_STAGE_REASON, "picklists", picklists, "parent-id", move->stage_id,
                                   NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (move->reason_row));
  /* A group without a title to see, and its list would be labelled by that. */
  list = GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (move->reason_row)));
  gtk_accessible_reset_relation (list, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("lead field", "Reason"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "move",
                                  /* Translators: a button: moves a lead to another stage */
                                  _ ("_Move"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "move", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "move");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_dialog_set_focus (dialog, GTK_WIDGET (move->reason_row));
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), move->parent, g_task_get_cancellable (task), reason_chosen_cb,
                           task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Move *move = g_task_get_task_data (task);
  FoyerSession *session = FOYER_SESSION (source);
  GError *error = NULL;
  g_autoptr (GPtrArray) leads = foyer_session_load_leads_finish (session, result, &error);

  if (leads == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (leads->len == 0)
    {
      g_task_return_new_error (task, FOYER_ERROR, FOYER_ERROR_GONE, "The mirror does not have it");
      return;
    }
  move->base = g_object_ref (leads->pdata[0]);
  move->lead = foyer_lead_copy (move->base);
  foyer_lead_set_id (move->lead, FOYER_LEAD_STAGE, move->stage_id);
  foyer_lead_set_id (move->lead, FOYER_LEAD_STAGE_REASON, 0);
  if (foyer_lead_rules_applies (move->lead, FOYER_LEAD_STAGE_REASON, foyer_session_get_picklists (session)))
    ask_reason (g_steal_pointer (&task));
  else
    save (g_steal_pointer (&task));
}

void
foyer_lead_move_async (FoyerSession *session,
                       gint64 platform_id,
                       gint64 stage_id,
                       guint hold,
                       GtkWidget *parent,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Move *move = g_new0 (Move, 1);

  move->parent = g_object_ref (parent);
  move->stage_id = stage_id;
  move->hold = hold;
  g_task_set_source_tag (task, foyer_lead_move_async);
  g_task_set_task_data (task, move, move_free);
  g_array_append_val (ids, platform_id);
  foyer_session_load_leads_async (session, ids, cancellable, read_cb, task);
}

/**
 * foyer_lead_move_finish:
 * @problem: (out) (optional) (transfer full) (nullable): what the rules have against it, as a sentence for people;
 * %NULL when something else failed, or nothing did
 * @error: `FOYER_ERROR_INVALID` with @problem, cancelled, or what failed
 *
 * Returns: (transfer full): the change in the outbox
 */
FoyerOutboxRow *
foyer_lead_move_finish (FoyerSession *session, GAsyncResult *result, char **problem, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  if (problem != NULL)
    *problem = g_strdup (((const Move *) g_task_get_task_data (G_TASK (result)))->problem);
  return g_task_propagate_pointer (G_TASK (result), error);
}
