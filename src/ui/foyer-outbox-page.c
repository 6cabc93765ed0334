/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox of the account: the list of what waits, how much it is, and what can be done to all of it. */

#include "config.h"

#include "foyer-outbox-page.h"

#include "foyer-history-dialog.h"
#include "foyer-outbox-desk.h"
#include "foyer-outbox-list.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

struct _FoyerOutboxPage
{
  AdwNavigationPage parent_instance;

  FoyerSession *session; /* owned, nullable */

  /* template */
  AdwWindowTitle *window_title;
  AdwToggleGroup *toggles;
  AdwToggle *needs_you;
  FoyerOutboxList *list;
};

enum
{
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerOutboxPage, foyer_outbox_page, ADW_TYPE_NAVIGATION_PAGE)

static void
update_counts (FoyerOutboxPage *self)
{
  FoyerOutbox *outbox = self->session != NULL ? foyer_session_get_outbox (self->session) : NULL;
  guint n_waiting = outbox != NULL ? foyer_outbox_get_n_waiting (outbox) : 0;
  guint n_needing = outbox != NULL ? foyer_outbox_get_n_needing_person (outbox) : 0;
  g_autofree char *subtitle = NULL;
  g_autofree char *label = NULL;

  if (n_waiting > 0)
    subtitle = g_strdup_printf (ngettext ("%'u change waits", "%'u changes wait", n_waiting), n_waiting);
  adw_window_title_set_subtitle (self->window_title, subtitle != NULL ? subtitle : "");
  if (n_needing > 0)
    /* Translators: a choice in the outbox, with how many changes a person has to decide about */
    label = g_strdup_printf (C_ ("outbox", "Needs You (%'u)"), n_needing);
  adw_toggle_set_label (self->needs_you, label != NULL ? label : C_ ("outbox", "Needs You"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outbox.send-all", n_waiting > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outbox.export", n_waiting + n_needing > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outbox.history", outbox != NULL);
}

static void
update_trouble (FoyerOutboxPage *self)
{
  if (self->session != NULL)
    foyer_outbox_list_set_trouble (self->list, foyer_session_get_trouble (self->session),
                                   foyer_outbox_get_is_paused (foyer_session_get_outbox (self->session)));
}

/* As many as before may be others. */
static void
refilter (FoyerOutboxPage *self)
{
  foyer_outbox_list_refilter (self->list);
}

static void
toggled_cb (FoyerOutboxPage *self)
{
  foyer_outbox_list_set_only_needing_person (
      self->list, g_strcmp0 (adw_toggle_group_get_active_name (self->toggles), "needs-you") == 0);
}

static void
emit_open (GObject *self, FoyerDraft *draft)
{
  g_signal_emit (self, signals[OPEN], 0, draft);
}

static void
command_cb (FoyerOutboxPage *self, FoyerOutboxRow *row, guint command)
{
  GtkWidget *widget = GTK_WIDGET (self);

  switch ((FoyerOutboxCommand) command)
    {
    case FOYER_COMMAND_OPEN:
      if (foyer_outbox_kind_is_party (foyer_outbox_row_get_kind (row)))
        foyer_outbox_desk_mend_party (widget, self->session, row);
      else
        g_signal_emit (self, signals[OPEN], 0, row);
      break;
    case FOYER_COMMAND_SEND:
      foyer_outbox_desk_send (widget, self->session, row);
      break;
    case FOYER_COMMAND_UNDO:
      foyer_outbox_desk_take_back (widget, self->session, row, emit_open);
      break;
    case FOYER_COMMAND_RESOLVE:
      foyer_outbox_desk_resolve (widget, self->session, row);
      break;
    case FOYER_COMMAND_DISCARD:
      foyer_outbox_desk_discard (widget, self->session, row);
      break;
    default:
      break;
    }
}

static void
send_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_outbox_make_all_due (foyer_session_get_outbox (FOYER_OUTBOX_PAGE (widget)->session));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_outbox_desk_export (widget, FOYER_OUTBOX_PAGE (widget)->session);
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (ADW_DIALOG (foyer_history_dialog_new (FOYER_OUTBOX_PAGE (widget)->session, 0)), widget);
}

static void
foyer_outbox_page_dispose (GObject *object)
{
  FoyerOutboxPage *self = FOYER_OUTBOX_PAGE (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_outbox_page_parent_class)->dispose (object);
}

static void
foyer_outbox_page_class_init (FoyerOutboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_outbox_page_dispose;

  /**
   * FoyerOutboxPage::open:
   * @item: the FoyerOutboxRow to be looked at, or the FoyerDraft that one became
   */
  signals[OPEN] = g_signal_new ("open", FOYER_TYPE_OUTBOX_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_OBJECT);

  gtk_widget_class_install_action (widget_class, "outbox.send-all", NULL, send_all_action);
  gtk_widget_class_install_action (widget_class, "outbox.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "outbox.history", NULL, history_action);

  g_type_ensure (FOYER_TYPE_OUTBOX_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxPage, toggles);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxPage, needs_you);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxPage, list);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, command_cb);
}

static void
foyer_outbox_page_init (FoyerOutboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_counts (self);
}

FoyerOutboxPage *
foyer_outbox_page_new (void)
{
  return g_object_new (FOYER_TYPE_OUTBOX_PAGE, NULL);
}

/**
 * foyer_outbox_page_set_session:
 * @self: the page
 * @session: (nullable): whose outbox it shows
 */
void
foyer_outbox_page_set_session (FoyerOutboxPage *self, FoyerSession *session)
{
  FoyerOutbox *outbox = session != NULL ? foyer_session_get_outbox (session) : NULL;

  g_return_if_fail (FOYER_IS_OUTBOX_PAGE (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (foyer_session_get_outbox (self->session), self);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "notify::trouble", G_CALLBACK (update_trouble), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (outbox, "notify::is-paused", G_CALLBACK (update_trouble), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (outbox, "notify::n-waiting", G_CALLBACK (update_counts), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (outbox, "notify::n-needing-person", G_CALLBACK (update_counts), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (outbox, "notify::n-needing-person", G_CALLBACK (refilter), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (outbox, "told", G_CALLBACK (refilter), self, G_CONNECT_SWAPPED);
    }
  foyer_outbox_list_set_model (self->list, G_LIST_MODEL (outbox));
  update_counts (self);
  update_trouble (self);
}

/**
 * foyer_outbox_page_show_needing_person:
 * @self: the page
 * @only_needing_person: whether to show only what a person has to decide
 *
 * And takes the focus to the first of the list.
 */
void
foyer_outbox_page_show_needing_person (FoyerOutboxPage *self, gboolean only_needing_person)
{
  g_return_if_fail (FOYER_IS_OUTBOX_PAGE (self));

  adw_toggle_group_set_active_name (self->toggles, only_needing_person ? "needs-you" : "all");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}
