/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The left pane: the list, the search and the filters over it, the main menu, and what is wrong with the account as a
 * whole. */

#include "config.h"

#include "foyer-lead-sidebar.h"

#include "foyer-account-banner.h"
#include "foyer-announce.h"
#include "foyer-banner.h"
#include "foyer-damage-banner.h"
#include "foyer-filter-bar.h"
#include "foyer-lead-list.h"
#include "foyer-menu-title.h"
#include "foyer-note-coverage.h"
#include "foyer-outbox.h"
#include "foyer-refresh-bar.h"
#include "foyer-session-mirror.h"
#include "foyer-text.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

struct _FoyerLeadSidebar
{
  AdwNavigationPage parent_instance;

  /* owned */
  FoyerSession *session; /* nullable */
  GListModel *accounts;  /* nullable */
  gboolean collapsed;
  gboolean showing_words;   /* the search is being set from the query */
  gboolean offers_accounts; /* in the menu's first section */

  /* template */
  GtkEditable *search_entry;
  FoyerDamageBanner *damage_banner;
  GtkWidget *filter_button;
  FoyerFilterBar *filter_bar;
  AdwBanner *trouble_banner;
  GtkWidget *outbox_button;
  GtkLabel *outbox_label;
  GtkImage *outbox_icon;
  FoyerLeadList *list;
  FoyerNoteCoverage *note_coverage;
  FoyerRefreshBar *refresh_bar;
  GtkWidget *sample_mark;
  GMenu *main_menu;
  GMenu *leads_section; /* of the menu; its last item is the refresh */
};

enum
{
  PROP_SESSION = 1,
  PROP_COLLAPSED,
  N_PROPS,
};

enum
{
  OPEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerLeadSidebar, foyer_lead_sidebar, ADW_TYPE_NAVIGATION_PAGE)

static void
update_banner (FoyerLeadSidebar *self)
{
  FoyerOutbox *outbox = self->session != NULL ? foyer_session_get_outbox (self->session) : NULL;
  g_auto (FoyerAccountBanner) banner = { 0 };

  if (outbox != NULL)
    banner = foyer_account_banner_derive (foyer_session_get_trouble (self->session),
                                          foyer_outbox_get_is_paused (outbox), foyer_outbox_get_n_waiting (outbox));
  if (banner.text != NULL)
    {
      gboolean is_news = !adw_banner_get_revealed (self->trouble_banner)
                         || g_strcmp0 (adw_banner_get_title (self->trouble_banner), banner.text) != 0;

      adw_banner_set_title (self->trouble_banner, banner.text);
      adw_banner_set_button_label (self->trouble_banner, banner.button);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->trouble_banner), banner.action);
      if (is_news)
        foyer_announce (GTK_WIDGET (self), banner.text);
    }
  foyer_banner_set_revealed (self->trouble_banner, banner.text != NULL);
}

static void
update_outbox (FoyerLeadSidebar *self)
{
  FoyerOutbox *outbox = self->session != NULL ? foyer_session_get_outbox (self->session) : NULL;
  guint n_waiting = outbox != NULL ? foyer_outbox_get_n_waiting (outbox) : 0;
  guint n_needing = outbox != NULL ? foyer_outbox_get_n_needing_person (outbox) : 0;
  g_autofree char *text = NULL;

  if (n_needing > 0)
    text = g_strdup_printf (ngettext ("Outbox: %'u change needs you", "Outbox: %'u changes need you", n_needing),
                            n_needing);
  else
    /* Translators: %'u is how many changes wait to be sent */
    text = g_strdup_printf (_ ("Outbox (%'u)"), n_waiting);
  gtk_label_set_label (self->outbox_label, text);
  gtk_image_set_from_icon_name (self->outbox_icon, n_needing > 0 ? "dialog-warning-symbolic" : "mail-send-symbolic");
  if (n_needing > 0)
    gtk_widget_add_css_class (self->outbox_button, "needs-you");
  else
    gtk_widget_remove_css_class (self->outbox_button, "needs-you");
  gtk_widget_set_visible (self->outbox_button, n_waiting + n_needing > 0);
  update_banner (self);
}

static void
update_accounts (FoyerLeadSidebar *self)
{
  guint n = self->accounts != NULL ? g_list_model_get_n_items (self->accounts) : 0;
  g_autoptr (GMenu) section = NULL;

  if (self->offers_accounts)
    g_menu_remove (self->main_menu, 0);
  self->offers_accounts = n > 1;
  if (!self->offers_accounts)
    return;
  section = g_menu_new ();
  g_menu_insert_section (self->main_menu, 0, NULL, G_MENU_MODEL (section));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerAccount) account = g_list_model_get_item (self->accounts, i);
      g_autofree char *title = foyer_menu_title_escape (foyer_account_get_title (account));
      g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

      g_menu_item_set_action_and_target (item, "app.account", "s", foyer_account_get_uuid (account));
      g_menu_append_item (section, item);
    }
}

/* How old what is listed can be stands where one would refresh it. */
static void
update_finished (FoyerLeadSidebar *self)
{
  gint64 finished = self->session != NULL
                        ? foyer_mirror_refresh_get_finished (foyer_session_get_refresh (self->session))
                        : 0;
  g_autoptr (GDateTime) time = finished != 0 ? g_date_time_new_from_unix_local (finished) : NULL;
  g_autofree char *when = time != NULL ? g_date_time_format (time, C_ ("note", "%x %H:%M")) : NULL;
  g_autofree char *label = NULL;

  if (when != NULL)
    /* Translators: %s is the day and the time the leads were fetched last */
    label = g_strdup_printf (_ ("_Refresh (as of %s)"), when);
  g_menu_remove (self->leads_section, g_menu_model_get_n_items (G_MENU_MODEL (self->leads_section)) - 1);
  g_menu_append (self->leads_section, label != NULL ? label : _ ("_Refresh"), "win.refresh");
}

static void
open_cb (FoyerLeadSidebar *self, GObject *item, gboolean take_focus)
{
  g_signal_emit (self, signals[OPEN], 0, item, take_focus);
}

/* At every key: the entry's own "search-changed" comes later, and the answer is there before it would. */
static void
search_changed_cb (FoyerLeadSidebar *self)
{
  if (!self->showing_words)
    foyer_filter_bar_set_text (self->filter_bar, gtk_editable_get_text (self->search_entry));
}

/* What is typed means the same with the space at its end, which must stay for the next word. */
static void
show_words (FoyerLeadSidebar *self, const char *words)
{
  g_autofree char *typed = foyer_text_clean (gtk_editable_get_text (self->search_entry), FALSE);

  if (g_str_equal (words, typed))
    return;
  self->showing_words = TRUE;
  gtk_editable_set_text (self->search_entry, words);
  gtk_editable_set_position (self->search_entry, -1);
  self->showing_words = FALSE;
}

/* A kept filter brings the words it was kept with. The bar's query may be replaced while it is shown. */
static void
query_changed_cb (FoyerLeadSidebar *self)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_copy (foyer_filter_bar_get_query (self->filter_bar));
  const char *words = foyer_lead_query_get_text (query);

  show_words (self, words != NULL ? words : "");
  foyer_lead_list_set_query (self->list, query);
  foyer_note_coverage_set_searching (self->note_coverage, words != NULL);
}

/* A filter that no chip stands for is not to be forgotten about. */
static void
is_custom_cb (FoyerLeadSidebar *self)
{
  gboolean is_custom = foyer_filter_bar_get_is_custom (self->filter_bar);
  const char *tooltip = is_custom ? _ ("Sort and Filter (some leads are left out)") : _ ("Sort and Filter");

  if (is_custom)
    gtk_widget_add_css_class (self->filter_button, "accent");
  else
    gtk_widget_remove_css_class (self->filter_button, "accent");
  gtk_widget_set_tooltip_text (self->filter_button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sort and Filter"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, is_custom ? tooltip : "",
                                  -1);
}

static gboolean
search_key_cb (FoyerLeadSidebar *self, guint keyval)
{
  if (keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  foyer_lead_list_focus (self->list);
  return GDK_EVENT_STOP;
}

static void
show_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_filter_bar_show_all (FOYER_LEAD_SIDEBAR (widget)->filter_bar);
}

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_filter_bar_present_dialog (FOYER_LEAD_SIDEBAR (widget)->filter_bar);
}

static void
stop_search_cb (FoyerLeadSidebar *self)
{
  if (*gtk_editable_get_text (self->search_entry) == '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.leave", NULL);
  else
    gtk_editable_set_text (self->search_entry, "");
}

static void
search_activate_cb (FoyerLeadSidebar *self)
{
  foyer_lead_list_open_first (self->list);
}

static void
foyer_lead_sidebar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerLeadSidebar *self = FOYER_LEAD_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->collapsed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_lead_sidebar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerLeadSidebar *self = FOYER_LEAD_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      foyer_lead_sidebar_set_session (self, g_value_get_object (value));
      break;
    case PROP_COLLAPSED:
      foyer_lead_sidebar_set_collapsed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_lead_sidebar_dispose (GObject *object)
{
  FoyerLeadSidebar *self = FOYER_LEAD_SIDEBAR (object);

  g_clear_object (&self->session);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (foyer_lead_sidebar_parent_class)->dispose (object);
}

static void
foyer_lead_sidebar_class_init (FoyerLeadSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_lead_sidebar_get_property;
  object_class->set_property = foyer_lead_sidebar_set_property;
  object_class->dispose = foyer_lead_sidebar_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION, flags);
  properties[PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * FoyerLeadSidebar::open:
   * @self: the sidebar
   * @item: the FoyerLeadSummary, FoyerDraft or FoyerOutboxRow that was chosen
   * @take_focus: whether it was pressed, not walked over
   */
  signals[OPEN] = g_signal_new ("open", FOYER_TYPE_LEAD_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_OBJECT, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "leads.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "leads.filter", NULL, filter_action);

  g_type_ensure (FOYER_TYPE_FILTER_BAR);
  g_type_ensure (FOYER_TYPE_LEAD_LIST);
  g_type_ensure (FOYER_TYPE_DAMAGE_BANNER);
  g_type_ensure (FOYER_TYPE_NOTE_COVERAGE);
  g_type_ensure (FOYER_TYPE_REFRESH_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-lead-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, filter_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, note_coverage);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, refresh_bar);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, damage_banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, trouble_banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, outbox_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, outbox_label);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, outbox_icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, sample_mark);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, main_menu);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadSidebar, leads_section);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_custom_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
}

static void
foyer_lead_sidebar_init (FoyerLeadSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search_entry), GTK_WIDGET (self->list));
  g_object_bind_property (self, "collapsed", self->list, "collapsed", G_BINDING_SYNC_CREATE);
}

/**
 * foyer_lead_sidebar_set_session:
 * @self: the sidebar
 * @session: (nullable): whose drafts and leads it shows
 */
void
foyer_lead_sidebar_set_session (FoyerLeadSidebar *self, FoyerSession *session)
{
  FoyerAccount *account;

  g_return_if_fail (FOYER_IS_LEAD_SIDEBAR (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->session, update_banner, self);
      g_signal_handlers_disconnect_by_data (foyer_session_get_outbox (self->session), self);
      g_signal_handlers_disconnect_by_func (foyer_session_get_refresh (self->session), update_finished, self);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      FoyerOutbox *outbox = foyer_session_get_outbox (session);

      g_signal_connect_object (session, "notify::trouble", G_CALLBACK (update_banner), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (outbox, "notify", G_CALLBACK (update_outbox), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (foyer_session_get_refresh (session), "notify::finished", G_CALLBACK (update_finished),
                               self, G_CONNECT_SWAPPED);
    }

  account = session != NULL ? foyer_session_get_account (session) : NULL;
  gtk_widget_set_visible (self->sample_mark, account != NULL && foyer_account_get_is_sample (account));
  foyer_damage_banner_set_path (self->damage_banner, session != NULL ? foyer_session_get_set_aside (session) : NULL);
  foyer_filter_bar_set_session (self->filter_bar, session);
  foyer_lead_list_set_session (self->list, session);
  foyer_note_coverage_set_session (self->note_coverage, session);
  foyer_refresh_bar_set_refresh (self->refresh_bar, session != NULL ? foyer_session_get_refresh (session) : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "leads.filter", session != NULL);
  update_outbox (self);
  update_finished (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * foyer_lead_sidebar_set_accounts:
 * @self: the sidebar
 * @accounts: (nullable): the accounts that the menu offers, of FoyerAccount
 */
void
foyer_lead_sidebar_set_accounts (FoyerLeadSidebar *self, GListModel *accounts)
{
  g_return_if_fail (FOYER_IS_LEAD_SIDEBAR (self));

  if (!g_set_object (&self->accounts, accounts))
    return;
  if (accounts != NULL)
    g_signal_connect_object (accounts, "items-changed", G_CALLBACK (update_accounts), self, G_CONNECT_SWAPPED);
  update_accounts (self);
}

/**
 * foyer_lead_sidebar_set_collapsed:
 * @self: the sidebar
 * @collapsed: whether it is all there is to see
 */
void
foyer_lead_sidebar_set_collapsed (FoyerLeadSidebar *self, gboolean collapsed)
{
  g_return_if_fail (FOYER_IS_LEAD_SIDEBAR (self));

  if (self->collapsed == collapsed)
    return;
  self->collapsed = collapsed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLAPSED]);
}

/**
 * foyer_lead_sidebar_set_loading:
 * @self: the sidebar
 * @loading: whether leads are being fetched: then an empty list is not called empty yet
 */
void
foyer_lead_sidebar_set_loading (FoyerLeadSidebar *self, gboolean loading)
{
  g_return_if_fail (FOYER_IS_LEAD_SIDEBAR (self));

  foyer_lead_list_set_loading (self->list, loading);
}

/**
 * foyer_lead_sidebar_search:
 * @self: the sidebar
 *
 * Takes the cursor to the search, and what is there is selected.
 */
void
foyer_lead_sidebar_search (FoyerLeadSidebar *self)
{
  g_return_if_fail (FOYER_IS_LEAD_SIDEBAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (self->search_entry, 0, -1);
}

/**
 * foyer_lead_sidebar_search_for:
 * @self: the sidebar
 * @text: as if it was typed
 */
void
foyer_lead_sidebar_search_for (FoyerLeadSidebar *self, const char *text)
{
  g_return_if_fail (FOYER_IS_LEAD_SIDEBAR (self));

  gtk_editable_set_text (self->search_entry, text);
  gtk_editable_set_position (self->search_entry, -1);
}

/**
 * foyer_lead_sidebar_get_list:
 * @self: the sidebar
 *
 * Returns: (transfer none): the list in it
 */
FoyerLeadList *
foyer_lead_sidebar_get_list (FoyerLeadSidebar *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SIDEBAR (self), NULL);

  return self->list;
}
