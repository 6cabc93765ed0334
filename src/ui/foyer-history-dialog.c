/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this desk did: each delivered change with its fields, what they were and what they became, when it was saved and
 * when it arrived, and what was answered. */

#include "config.h"

#include "foyer-history-dialog.h"

#include "foyer-error-text.h"
#include "foyer-lead-text.h"
#include "foyer-outbox-text.h"
#include "foyer-outbox.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

#define LIMIT 200 /* fields: a person looks at what was done last */

struct _FoyerHistoryDialog
{
  AdwDialog parent_instance;

  /* owned */
  FoyerPicklists *picklists;
  GCancellable *cancellable;
  gint64 platform_id; /* 0: of all leads */

  /* template */
  GtkStack *stack;
  AdwPreferencesPage *page;
  AdwStatusPage *failure;
};

G_DEFINE_FINAL_TYPE (FoyerHistoryDialog, foyer_history_dialog, ADW_TYPE_DIALOG)

/* The history has a value as it was sent: a choice by its number. */
static char *
describe (FoyerHistoryDialog *self, FoyerLeadField field, const char *value)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  FoyerPicklistItem *item = NULL;

  if (value == NULL || *value == '\0')
    return g_strdup (C_ ("value of a field", "Empty"));
  if (info->kind != FOYER_KIND_ID)
    return g_strdup (value);
  if (info->picklist != FOYER_PICKLIST_NONE && self->picklists != NULL)
    item = foyer_picklist_lookup (foyer_picklists_get (self->picklists, info->picklist),
                                  g_ascii_strtoll (value, NULL, 10));
  if (item != NULL)
    return g_strdup (foyer_picklist_item_get_title (item));
  return foyer_lead_text_number (g_ascii_strtoll (value, NULL, 10));
}

/* How it became known that a change had arrived, by what the history calls it. */
static const struct
{
  const char *answer;
  const char *sentence;
} answers[] = {
  { "delivered", NC_ ("how a change arrived", "The platform confirmed it.") },
  { "looked-one", NC_ ("how a change arrived", "No answer came, and it was found on the platform.") },
  { "looked-several", NC_ ("how a change arrived", "No answer came, and it was found on the platform.") },
  { "found-done", NC_ ("how a change arrived", "The platform had it already.") },
  { "chose-theirs", NC_ ("how a change arrived", "You said that it is there.") },
};

static char *
describe_change (const FoyerHistoryEntry *entry)
{
  g_autofree char *sent = foyer_lead_text_time (entry->sent);
  g_autofree char *kept = foyer_lead_text_time (entry->kept);
  /* Translators: two dates with their times */
  g_autofree char *when = g_strdup_printf (_ ("Saved %1$s, on the platform %2$s"), kept != NULL ? kept : "",
                                           sent != NULL ? sent : "");

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_strcmp0 (entry->answer, answers[i].answer) == 0)
      return g_strdup_printf ("%s\n%s", when, g_dpgettext2 (NULL, "how a change arrived", answers[i].sentence));
  return g_steal_pointer (&when);
}

static AdwPreferencesGroup *
add_change (FoyerHistoryDialog *self, const FoyerHistoryEntry *entry)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *name = g_markup_escape_text (entry->lead_name != NULL ? entry->lead_name : "", -1);
  g_autofree char *description = describe_change (entry);

  adw_preferences_group_set_title (group, name);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (self->page, group);
  return group;
}

static void
add_field (FoyerHistoryDialog *self, AdwPreferencesGroup *group, const FoyerHistoryEntry *entry)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *field = foyer_outbox_text_fields (FOYER_FIELD_BIT (entry->field));
  g_autofree char *before = describe (self, entry->field, entry->old_value);
  g_autofree char *after = describe (self, entry->field, entry->new_value);
  g_autofree char *text = NULL;

  if (entry->old_value == NULL)
    text = g_strdup (after);
  else
    /* Translators: what a field was and what it became */
    text = g_strdup_printf (C_ ("change of a field", "%1$s → %2$s"), before, after);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), field);
  adw_action_row_set_subtitle (row, text);
  adw_action_row_set_subtitle_lines (row, 4);
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  adw_preferences_group_add (group, GTK_WIDGET (row));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerHistoryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = foyer_outbox_list_history_finish (FOYER_OUTBOX (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries != NULL)
    {
      foyer_history_dialog_show (self, entries);
      return;
    }
  adw_status_page_set_description (self->failure, foyer_error_text (error));
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
foyer_history_dialog_dispose (GObject *object)
{
  FoyerHistoryDialog *self = FOYER_HISTORY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->picklists);
  G_OBJECT_CLASS (foyer_history_dialog_parent_class)->dispose (object);
}

static void
foyer_history_dialog_class_init (FoyerHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_history_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerHistoryDialog, page);
  gtk_widget_class_bind_template_child (widget_class, FoyerHistoryDialog, failure);
}

static void
foyer_history_dialog_init (FoyerHistoryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_history_dialog_new:
 * @session: the account
 * @platform_id: the lead, or 0 for all of them
 */
FoyerHistoryDialog *
foyer_history_dialog_new (FoyerSession *session, gint64 platform_id)
{
  FoyerHistoryDialog *self = g_object_new (FOYER_TYPE_HISTORY_DIALOG, NULL);

  self->platform_id = platform_id;
  g_set_object (&self->picklists, foyer_session_get_picklists (session));
  foyer_outbox_list_history_async (foyer_session_get_outbox (session), platform_id, LIMIT, self->cancellable, listed_cb,
                                   g_object_ref (self));
  return self;
}

/**
 * foyer_history_dialog_show:
 * @self: the dialog
 * @entries: of FoyerHistoryEntry, newest first
 */
void
foyer_history_dialog_show (FoyerHistoryDialog *self, GPtrArray *entries)
{
  AdwPreferencesGroup *group = NULL;

  g_return_if_fail (FOYER_IS_HISTORY_DIALOG (self));

  for (guint i = 0; i < entries->len; i++)
    {
      const FoyerHistoryEntry *entry = entries->pdata[i];
      const FoyerHistoryEntry *former = i > 0 ? entries->pdata[i - 1] : NULL;

      if (former == NULL || former->sent != entry->sent || former->kept != entry->kept
          || g_strcmp0 (former->lead_uuid, entry->lead_uuid) != 0)
        group = add_change (self, entry);
      if (entry->field < FOYER_N_WRITTEN_FIELDS)
        add_field (self, group, entry);
    }
  gtk_stack_set_visible_child_name (self->stack, entries->len > 0 ? "list" : "empty");
}
