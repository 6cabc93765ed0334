/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connecting an account: its address, key and secret, tried before they are kept. What was wrong is said where it was
 * typed; what works goes on to the check page. */

#include "config.h"

#include "foyer-connect-dialog.h"

#include "foyer-account-check.h"
#include "foyer-banner.h"
#include "foyer-check-page.h"
#include "foyer-entry-mark.h"
#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-left-to-right.h"
#include "foyer-row-names.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title;
  const char *address; /* NULL: typed in */
} regions[] = {
  { NC_ ("region", "Australia"), "https://api.ap-southeast-2.ivvy.com" },
  { NC_ ("region", "United States"), "https://api.us-west-2.ivvy.com" },
  { NC_ ("region", "United Kingdom"), "https://api.eu-west-2.ivvy.com" },
  { NC_ ("region", "Other Address"), NULL },
};

struct _FoyerConnectDialog
{
  AdwDialog parent_instance;

  /* owned */
  FoyerAccount *account;
  FoyerAccountCheck *check;  /* nullable */
  GCancellable *cancellable; /* nullable: no check is running */
  GError *error;             /* nullable; of the last try */
  gboolean is_new;

  /* borrowed */
  FoyerEntryMark *address_mark;
  FoyerEntryMark *key_mark;
  FoyerEntryMark *secret_mark;

  /* template */
  AdwNavigationView *navigation_view;
  AdwBanner *error_banner;
  AdwComboRow *region_row;
  GtkEditable *address_row;
  GtkEditable *key_row;
  GtkEditable *secret_row;
  GtkLabel *calls_label;
  GtkSpinButton *request_lifetime;
  GtkWidget *connect_button;
  GtkWidget *connect_spinner;
};

enum
{
  CONNECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerConnectDialog, foyer_connect_dialog, ADW_TYPE_DIALOG)

static char *
dup_trimmed (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static char *
dup_address (FoyerConnectDialog *self)
{
  const char *address = regions[adw_combo_row_get_selected (self->region_row)].address;

  return address != NULL ? g_strdup (address) : dup_trimmed (self->address_row);
}

/* What is typed here is only kept when it works: the session goes on with the account as it was. */
static FoyerAccount *
copy_account (FoyerAccount *account)
{
  FoyerAccount *copy = foyer_account_new (foyer_account_get_uuid (account));

  foyer_account_set_title (copy, foyer_account_get_title (account));
  foyer_account_set_address (copy, foyer_account_get_address (account));
  foyer_account_set_key (copy, foyer_account_get_key (account));
  foyer_account_set_user_id (copy, foyer_account_get_user_id (account));
  foyer_account_set_request_lifetime (copy, foyer_account_get_request_lifetime (account));
  return copy;
}

static void
show_error (FoyerConnectDialog *self, GError *error)
{
  GtkEditable *row = NULL;

  g_clear_error (&self->error);
  self->error = error;
  foyer_entry_mark_set_said_elsewhere (self->address_mark, NULL);
  foyer_entry_mark_set_said_elsewhere (self->key_mark, NULL);
  foyer_entry_mark_set_said_elsewhere (self->secret_mark, NULL);
  foyer_banner_set_revealed (self->error_banner, error != NULL);
  if (error == NULL)
    return;

  adw_banner_set_title (self->error_banner, foyer_error_text (error));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->error_banner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  foyer_error_text (error), -1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), foyer_error_text (error), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (error->domain != FOYER_ERROR)
    return;
  switch (error->code)
    {
    case FOYER_ERROR_UNAUTHORIZED:
      foyer_entry_mark_set_said_elsewhere (self->key_mark, GTK_WIDGET (self->error_banner));
      foyer_entry_mark_set_said_elsewhere (self->secret_mark, GTK_WIDGET (self->error_banner));
      row = self->key_row;
      break;
    case FOYER_ERROR_INVALID:
    case FOYER_ERROR_TLS:
    case FOYER_ERROR_UNSUPPORTED:
    case FOYER_ERROR_UNREADABLE:
      if (!gtk_widget_get_visible (GTK_WIDGET (self->address_row)))
        break;
      foyer_entry_mark_set_said_elsewhere (self->address_mark, GTK_WIDGET (self->error_banner));
      row = self->address_row;
      break;
    default:
      break;
    }
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
update (FoyerConnectDialog *self)
{
  g_autofree char *address = dup_address (self);
  g_autofree char *key = dup_trimmed (self->key_row);
  gboolean typed_in = regions[adw_combo_row_get_selected (self->region_row)].address == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->address_row), typed_in);
  gtk_widget_set_visible (self->connect_spinner, self->cancellable != NULL);
  gtk_widget_set_sensitive (self->connect_button, self->cancellable == NULL && *address != '\0' && *key != '\0'
                                                      && *gtk_editable_get_text (self->secret_row) != '\0');
}

static void
edited_cb (FoyerConnectDialog *self)
{
  if (self->connect_button == NULL) /* while the template is built */
    return;
  if (self->error != NULL)
    show_error (self, NULL);
  update (self);
}

static void
stop (FoyerConnectDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->check);
}

static void
done_cb (FoyerConnectDialog *self)
{
  g_autofree char *secret = g_strdup (gtk_editable_get_text (self->secret_row));

  g_signal_emit (self, signals[CONNECTED], 0, self->account, secret);
  gtk_editable_set_text (self->secret_row, "");
  explicit_bzero (secret, strlen (secret));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
progressed_cb (FoyerConnectDialog *self, FoyerCheckSubject subject, FoyerAccountCheck *check)
{
  FoyerCheckPage *page;

  if (check != self->check || subject != FOYER_CHECK_PING
      || foyer_account_check_get_outcome (check, subject) != FOYER_CHECK_WORKS)
    return;
  page = foyer_check_page_new (self->account, check);
  g_signal_connect_object (page, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation_view, ADW_NAVIGATION_PAGE (page));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  AdwNavigationPage *page;

  foyer_account_check_run_finish (FOYER_ACCOUNT_CHECK (source), result, &error);
  if (self->check != FOYER_ACCOUNT_CHECK (source))
    return;
  g_clear_object (&self->cancellable);
  update (self);

  page = adw_navigation_view_get_visible_page (self->navigation_view);
  if (error != NULL)
    {
      g_clear_object (&self->check);
      adw_navigation_view_pop_to_tag (self->navigation_view, "connect");
      show_error (self, g_steal_pointer (&error));
    }
  else if (FOYER_IS_CHECK_PAGE (page))
    foyer_check_page_finish (FOYER_CHECK_PAGE (page));
}

static void
connect_cb (FoyerConnectDialog *self)
{
  g_autofree char *address = dup_address (self);
  g_autofree char *key = dup_trimmed (self->key_row);
  const char *region = regions[adw_combo_row_get_selected (self->region_row)].title;

  stop (self);
  show_error (self, NULL);
  foyer_account_set_address (self->account, address);
  foyer_account_set_key (self->account, key);
  if (self->is_new)
    {
      g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
      gboolean typed_in = regions[adw_combo_row_get_selected (self->region_row)].address == NULL;

      foyer_account_set_title (self->account, typed_in && uri != NULL && g_uri_get_host (uri) != NULL
                                                  ? g_uri_get_host (uri)
                                                  : g_dpgettext2 (NULL, "region", region));
    }

  self->cancellable = g_cancellable_new ();
  self->check = foyer_account_check_new (self->account, gtk_editable_get_text (self->secret_row));
  g_signal_connect_object (self->check, "progressed", G_CALLBACK (progressed_cb), self, G_CONNECT_SWAPPED);
  foyer_account_check_run_async (self->check, self->cancellable, checked_cb, g_object_ref (self));
  update (self);
}

static void
popped_cb (FoyerConnectDialog *self)
{
  stop (self);
  update (self);
}

static void
details_cb (FoyerConnectDialog *self)
{
  if (self->error != NULL)
    foyer_error_text_present (GTK_WIDGET (self), _ ("The Account Cannot Be Reached"), self->error);
}

static void
copy_calls_cb (FoyerConnectDialog *self)
{
  g_autofree char *calls = foyer_account_check_describe_calls ();

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), calls);
}

static void
foyer_connect_dialog_closed (AdwDialog *dialog)
{
  stop (FOYER_CONNECT_DIALOG (dialog));
}

static void
foyer_connect_dialog_dispose (GObject *object)
{
  FoyerConnectDialog *self = FOYER_CONNECT_DIALOG (object);

  stop (self);
  g_clear_object (&self->account);
  g_clear_error (&self->error);
  self->connect_button = NULL;

  G_OBJECT_CLASS (foyer_connect_dialog_parent_class)->dispose (object);
}

static void
foyer_connect_dialog_class_init (FoyerConnectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_connect_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = foyer_connect_dialog_closed;

  /**
   * FoyerConnectDialog::connected:
   * @self: the dialog
   * @account: the account with what was found out about it
   * @secret: its secret
   */
  signals[CONNECTED] = g_signal_new ("connected", FOYER_TYPE_CONNECT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, FOYER_TYPE_ACCOUNT, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerConnectDialog, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, FoyerConnectDialog, error_banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerConnectDialog, region_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerConnectDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerConnectDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerConnectDialog, secret_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerConnectDialog, calls_label);
  gtk_widget_class_bind_template_child (widget_class, FoyerConnectDialog, request_lifetime);
  gtk_widget_class_bind_template_child (widget_class, FoyerConnectDialog, connect_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerConnectDialog, connect_spinner);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_calls_cb);
}

static void
foyer_connect_dialog_init (FoyerConnectDialog *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *calls = foyer_account_check_describe_calls ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    gtk_string_list_append (titles, g_dpgettext2 (NULL, "region", regions[i].title));
  foyer_row_names_use_strings (self->region_row);
  foyer_row_names_add_below (GTK_WIDGET (self->navigation_view)); /* not below the dialog until that is shown */
  self->address_mark = foyer_entry_mark_add (ADW_ENTRY_ROW (self->address_row), TRUE);
  self->key_mark = foyer_entry_mark_add (ADW_ENTRY_ROW (self->key_row), TRUE);
  self->secret_mark = foyer_entry_mark_add (ADW_ENTRY_ROW (self->secret_row), TRUE);
  adw_combo_row_set_model (self->region_row, G_LIST_MODEL (titles));
  gtk_label_set_label (self->calls_label, calls);
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->connect_button);
  foyer_left_to_right_entry (GTK_EDITABLE (self->address_row));
  foyer_left_to_right_entry (GTK_EDITABLE (self->key_row));
  foyer_left_to_right_entry (GTK_EDITABLE (self->secret_row));
}

/**
 * foyer_connect_dialog_new:
 * @account: (nullable): an account whose address, key or secret is to be replaced; %NULL for a new one
 */
FoyerConnectDialog *
foyer_connect_dialog_new (FoyerAccount *account)
{
  FoyerConnectDialog *self = g_object_new (FOYER_TYPE_CONNECT_DIALOG, NULL);
  guint region = 0;

  self->is_new = account == NULL;
  if (account == NULL)
    {
      self->account = foyer_account_new (NULL);
    }
  else
    {
      const char *address = foyer_account_get_address (account);

      self->account = copy_account (account);
      adw_dialog_set_title (ADW_DIALOG (self), _ ("Mend the Account"));
      while (regions[region].address != NULL && g_strcmp0 (regions[region].address, address) != 0)
        region++;
      adw_combo_row_set_selected (self->region_row, region);
      gtk_editable_set_text (self->address_row, address != NULL ? address : "");
      gtk_editable_set_text (self->key_row, foyer_account_get_key (account) ?: "");
    }
  g_object_bind_property (self->account, "request-lifetime", self->request_lifetime, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  update (self);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->key_row));

  return self;
}
