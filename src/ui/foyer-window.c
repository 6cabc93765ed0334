/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: the welcome page, or the leads of the account that is open. Each page is built when it is first shown. */

#include "config.h"

#include "foyer-window.h"

#include "foyer-error-text.h"
#include "foyer-secret-dialog.h"
#include "foyer-ui.h"
#include "foyer-welcome-page.h"
#include "foyer-window-private.h"

#include <glib/gi18n.h>

enum
{
  READY,
  TRY_AGAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerWindow, foyer_window, ADW_TYPE_APPLICATION_WINDOW)

/* Creates the page when it is not there yet. */
static void
show_page (FoyerWindow *self, const char *name, GtkWidget *(*create) (FoyerWindow *self))
{
  if (gtk_stack_get_child_by_name (self->stack, name) == NULL)
    gtk_stack_add_named (self->stack, create (self), name);
  gtk_stack_set_visible_child_name (self->stack, name);
}

static GtkWidget *
create_leads_view (FoyerWindow *self)
{
  GtkWidget *view = foyer_leads_view_new (foyer_account_manager_get_accounts (self->manager));

  g_signal_connect_object (view, "toast", G_CALLBACK (foyer_window_show_toast), self, G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "undo-seconds", view, "undo-seconds", G_SETTINGS_BIND_GET);
  return view;
}

static GtkWidget *
create_welcome_page (FoyerWindow *self)
{
  return foyer_welcome_page_new ();
}

static GtkWidget *
create_failure_page (FoyerWindow *self)
{
  GtkWidget *toolbar_view = adw_toolbar_view_new ();
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar_view), page);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("The Account Could Not Be Opened"));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.try-again");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  self->failure_page = ADW_STATUS_PAGE (page);

  return toolbar_view;
}

static void
update_title (FoyerWindow *self)
{
  FoyerSession *session = foyer_account_manager_get_session (self->manager);
  FoyerAccount *account = session != NULL ? foyer_session_get_account (session) : NULL;
  gboolean is_sample = account != NULL && foyer_account_get_is_sample (account);
  g_autofree char *title = NULL;

  if (account == NULL)
    title = g_strdup (FOYER_APPLICATION_NAME);
  else
    /* Translators: title of the window: the account's name, the application's name */
    title = g_strdup_printf (_ ("%s – %s"), is_sample ? _ ("Sample data") : foyer_account_get_title (account),
                             FOYER_APPLICATION_NAME);
  gtk_window_set_title (GTK_WINDOW (self), title);

  if (is_sample)
    gtk_widget_add_css_class (GTK_WIDGET (self), "sample");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "sample");
}

static void
trouble_cb (FoyerWindow *self, GParamSpec *pspec, FoyerSession *session)
{
  if (foyer_session_get_trouble (session) == FOYER_TROUBLE_NO_SECRET && !self->secret_asked)
    foyer_window_ask_secret (self);
}

static void
tell_ready (FoyerWindow *self)
{
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)) && foyer_window_is_ready (self))
    g_signal_emit (self, signals[READY], 0);
}

static void
session_cb (FoyerWindow *self)
{
  FoyerSession *session = foyer_account_manager_get_session (self->manager);

  /* The files are opened while the first frame is made, but the form is built after it. What is opened after it closed
   * its account is another window's. */
  if (!self->is_painted || (self->is_leaving && session != NULL))
    return;
  if (session != NULL)
    {
      show_page (self, FOYER_WINDOW_LEADS, create_leads_view);
      self->secret_asked = FALSE;
      g_signal_connect_object (session, "notify::trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);
    }
  if (foyer_window_get_leads_view (self) != NULL)
    foyer_leads_view_set_session (foyer_window_get_leads_view (self), session);
  foyer_window_watch_outbox (self);
  update_title (self);
  foyer_window_update_actions (self);
  if (session != NULL)
    trouble_cb (self, NULL, session);
  tell_ready (self);
}

static void
painted_cb (GdkFrameClock *clock, FoyerWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  self->is_painted = TRUE;
  if (foyer_window_get_leads_view (self) != NULL)
    foyer_leads_view_prepare (foyer_window_get_leads_view (self));
  session_cb (self);
}

static void
foyer_window_realize (GtkWidget *widget)
{
  FoyerWindow *self = FOYER_WINDOW (widget);

  GTK_WIDGET_CLASS (foyer_window_parent_class)->realize (widget);
  if (!self->is_painted)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (painted_cb), self, 0);
}

static void
secret_given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerWindow) self = user_data;
  FoyerLeadsView *view = foyer_window_get_leads_view (self);

  if (foyer_secret_dialog_ask_finish (result) && view != NULL)
    foyer_leads_view_refresh (view);
}

/* For the style: libadwaita 1.7 has no media queries, and 1.9 warns of the style-hc.css that it had before. */
static void
contrast_cb (FoyerWindow *self)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (GTK_WIDGET (self), "high-contrast");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "high-contrast");
}

static void
foyer_window_constructed (GObject *object)
{
  FoyerWindow *self = FOYER_WINDOW (object);

  G_OBJECT_CLASS (foyer_window_parent_class)->constructed (object);
  gtk_window_set_icon_name (GTK_WINDOW (self), FOYER_APPLICATION_ID);
}

static void
foyer_window_dispose (GObject *object)
{
  FoyerWindow *self = FOYER_WINDOW (object);

  g_clear_object (&self->manager);
  g_clear_object (&self->settings);
  g_clear_object (&self->closing);

  G_OBJECT_CLASS (foyer_window_parent_class)->dispose (object);
}

static void
foyer_window_class_init (FoyerWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = foyer_window_constructed;
  object_class->dispose = foyer_window_dispose;
  widget_class->realize = foyer_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = foyer_window_close_request;

  /**
   * FoyerWindow::ready:
   * @self: the window
   *
   * From now on, or again, foyer_window_is_ready().
   */
  signals[READY] = g_signal_new ("ready", FOYER_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * FoyerWindow::try-again:
   * @self: the window
   *
   * What failed with foyer_window_show_failure() should be tried again.
   */
  signals[TRY_AGAIN] = g_signal_new ("try-again", FOYER_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  /* Not an accelerator of the application: those come before the focused widget, and a popover or the search would
   * never see its Escape. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.leave", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, stack);
}

static void
foyer_window_init (FoyerWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  foyer_window_add_actions (self);
  foyer_window_add_undo_key (self);
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (tell_ready), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (contrast_cb), self,
                           G_CONNECT_SWAPPED);
  contrast_cb (self);
}

/**
 * foyer_window_new:
 * @application: the application
 * @manager: which account is open; the window follows it
 * @settings: where the size is remembered, and which account was open last
 *
 * Shows at once what there will most likely be to see: the leads when an account was open last time.
 */
FoyerWindow *
foyer_window_new (GtkApplication *application, FoyerAccountManager *manager, GSettings *settings)
{
  FoyerWindow *self = g_object_new (FOYER_TYPE_WINDOW, "application", application, NULL);
  g_autofree char *last_account = g_settings_get_string (settings, "last-account");
  int width, height;

  self->manager = g_object_ref (manager);
  self->settings = g_object_ref (settings);
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_str_has_suffix (FOYER_APPLICATION_ID, ".Devel"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  if (*last_account != '\0' || foyer_account_manager_get_session (manager) != NULL)
    show_page (self, FOYER_WINDOW_LEADS, create_leads_view);
  else
    foyer_window_show_welcome (self);
  g_signal_connect_object (manager, "notify::session", G_CALLBACK (session_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "left-waiting", G_CALLBACK (foyer_window_notify_left), self, G_CONNECT_SWAPPED);
  update_title (self);
  foyer_window_update_actions (self);

  return self;
}

/**
 * foyer_window_get_leads_view:
 * @self: the window
 *
 * Returns: (nullable): the list and the form; %NULL until there was an account
 */
FoyerLeadsView *
foyer_window_get_leads_view (FoyerWindow *self)
{
  GtkWidget *view;

  g_return_val_if_fail (FOYER_IS_WINDOW (self), NULL);

  view = gtk_stack_get_child_by_name (self->stack, FOYER_WINDOW_LEADS);
  return view != NULL ? FOYER_LEADS_VIEW (view) : NULL;
}

/**
 * foyer_window_is_ready:
 * @self: the window
 *
 * Returns: whether leads can be shown: the view has its account, and no dialog is in front of it
 */
gboolean
foyer_window_is_ready (FoyerWindow *self)
{
  FoyerLeadsView *view;

  g_return_val_if_fail (FOYER_IS_WINDOW (self), FALSE);

  view = foyer_window_get_leads_view (self);
  return view != NULL && foyer_leads_view_get_session (view) != NULL
         && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL;
}

/**
 * foyer_window_get_page:
 * @self: the window
 *
 * Returns: "leads", "welcome" or "failure"
 */
const char *
foyer_window_get_page (FoyerWindow *self)
{
  g_return_val_if_fail (FOYER_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * foyer_window_show_welcome:
 * @self: the window
 *
 * Shows what there is to see without an account.
 */
void
foyer_window_show_welcome (FoyerWindow *self)
{
  g_return_if_fail (FOYER_IS_WINDOW (self));

  show_page (self, FOYER_WINDOW_WELCOME, create_welcome_page);
  foyer_window_update_actions (self);
}

/**
 * foyer_window_show_failure:
 * @self: the window
 * @error: why an account could not be opened
 */
void
foyer_window_show_failure (FoyerWindow *self, const GError *error)
{
  g_return_if_fail (FOYER_IS_WINDOW (self));

  show_page (self, FOYER_WINDOW_FAILURE, create_failure_page);
  adw_status_page_set_description (self->failure_page, foyer_error_text (error));
  foyer_window_update_actions (self);
}

/**
 * foyer_window_show_toast:
 * @self: the window
 * @text: plain text, no markup
 * @button_label: (nullable): the one answer there is
 * @action: (nullable): the detailed name of its action
 *
 * Says something once. A newer toast takes the place of the one before.
 */
void
foyer_window_show_toast (FoyerWindow *self, const char *text, const char *button_label, const char *action)
{
  AdwToast *toast;

  g_return_if_fail (FOYER_IS_WINDOW (self));

  adw_toast_overlay_dismiss_all (self->toast_overlay);
  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  /* What can be undone can be undone as long as it is said. */
  if (g_strcmp0 (action, "win.undo") == 0)
    adw_toast_set_timeout (toast, g_settings_get_uint (self->settings, "undo-seconds"));
  if (button_label != NULL && action != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (button_label, "_", -1);
      g_autofree char *label = g_strjoinv ("", parts);

      /* It is announced as it is, with the mark of a mnemonic. */
      adw_toast_set_button_label (toast, label);
      adw_toast_set_detailed_action_name (toast, action);
    }
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * foyer_window_ask_secret:
 * @self: the window
 *
 * Asks for the secret of the account that is open, for as long as Foyer runs.
 */
void
foyer_window_ask_secret (FoyerWindow *self)
{
  FoyerSession *session;

  g_return_if_fail (FOYER_IS_WINDOW (self));

  session = foyer_account_manager_get_session (self->manager);
  if (session == NULL)
    return;
  self->secret_asked = TRUE;
  foyer_secret_dialog_ask_async (GTK_WIDGET (self), session, secret_given_cb, g_object_ref (self));
}

void
foyer_window_emit_try_again (FoyerWindow *self)
{
  g_signal_emit (self, signals[TRY_AGAIN], 0);
}
