/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one window, which is there before anything is read from the disk. One that is on its way out does
 * not count. */

#include "config.h"

#include "foyer-application-private.h"
#include "foyer-shortcuts.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#define TRIM_DELAY 1000 /* milliseconds: by then the first lists have been fetched and shown */

G_DEFINE_FINAL_TYPE (FoyerApplication, foyer_application, ADW_TYPE_APPLICATION)

/* Opening an account builds and parses much at once. What of that is free again goes back to the system: a tenth of all
 * the memory (./dev bench window). */
static void
trim_cb (gpointer user_data)
{
  FoyerApplication *self = user_data;

  self->trim_timeout = 0;
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

static void
manager_changed_cb (FoyerApplication *self)
{
  foyer_application_update_actions (self);
  if (self->waits_to_start && self->window != NULL && !foyer_account_manager_get_busy (self->manager))
    foyer_application_start_accounts (self);
  foyer_application_show_wanted (self);
}

static void
session_changed_cb (FoyerApplication *self)
{
  foyer_application_update_actions (self);
  g_clear_handle_id (&self->trim_timeout, g_source_remove);
  self->trim_timeout = g_timeout_add_once (TRIM_DELAY, trim_cb, self);
}

static void
foyer_application_startup (GApplication *application)
{
  FoyerApplication *self = FOYER_APPLICATION (application);

  G_APPLICATION_CLASS (foyer_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (FOYER_APPLICATION_ID);
  foyer_shortcuts_install (GTK_APPLICATION (self));
  if (self->settings == NULL)
    self->settings = g_settings_new (FOYER_APPLICATION_ID);
  self->manager = foyer_account_manager_new (self->data_dir, self->cache_dir);
  g_signal_connect_object (self->manager, "notify::session", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manager, "notify::busy", G_CALLBACK (manager_changed_cb), self, G_CONNECT_SWAPPED);
  foyer_application_update_actions (self);
}

static void
foyer_application_activate (GApplication *application)
{
  FoyerApplication *self = FOYER_APPLICATION (application);
  gboolean is_first = self->window == NULL || foyer_window_is_leaving (self->window);

  if (is_first)
    {
      g_set_weak_pointer (&self->window, foyer_window_new (GTK_APPLICATION (self), self->manager, self->settings));
      g_signal_connect_object (self->window, "ready", G_CALLBACK (foyer_application_show_wanted), self,
                               G_CONNECT_SWAPPED);
    }
  else
    foyer_window_stay (self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  if (is_first)
    foyer_application_start_accounts (self);
}

static int
foyer_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  static const char *const actions[][2] = { { "sample", "show-sample" }, { "new-lead", "new-lead" } };
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("foyer %s\n", FOYER_VERSION);
      return 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_variant_dict_contains (options, actions[i][0]))
      {
        /* Wherever the window is: in this process, or in one that runs already. */
        if (!g_application_register (application, NULL, &error))
          {
            g_printerr ("foyer: %s\n", error->message);
            return 1;
          }
        g_action_group_activate_action (G_ACTION_GROUP (application), actions[i][1], NULL);
      }
  return -1;
}

static void
foyer_application_finalize (GObject *object)
{
  FoyerApplication *self = FOYER_APPLICATION (object);

  g_clear_handle_id (&self->trim_timeout, g_source_remove);
  g_clear_handle_id (&self->show_idle, g_source_remove);
  g_clear_object (&self->search_provider);
  g_clear_object (&self->wanted_lead);
  g_free (self->wanted_text);
  g_free (self->wanted_row);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->manager);
  g_clear_object (&self->settings);
  g_free (self->data_dir);
  g_free (self->cache_dir);

  G_OBJECT_CLASS (foyer_application_parent_class)->finalize (object);
}

static void
foyer_application_class_init (FoyerApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = foyer_application_finalize;
  application_class->startup = foyer_application_startup;
  application_class->activate = foyer_application_activate;
  application_class->dbus_register = foyer_application_dbus_register;
  application_class->dbus_unregister = foyer_application_dbus_unregister;
  application_class->open = foyer_application_open_links;
  application_class->handle_local_options = foyer_application_handle_local_options;
}

static void
foyer_application_init (FoyerApplication *self)
{
  const GOptionEntry options[] = {
    { "new-lead", 'n', 0, G_OPTION_ARG_NONE, NULL, _ ("Begin a new lead"), NULL },
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, _ ("Open on sample data"), NULL },
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, _ ("Print the version and leave"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  foyer_application_add_actions (self);
}

/**
 * foyer_application_new:
 * @data_dir: where accounts are kept; it need not exist
 * @cache_dir: where what can be fetched again is kept
 */
FoyerApplication *
foyer_application_new (const char *data_dir, const char *cache_dir)
{
  FoyerApplication *self;

  foyer_ui_init ();
  self = g_object_new (FOYER_TYPE_APPLICATION, "application-id", FOYER_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/io/github/foyer_crm/Foyer", NULL);
  self->data_dir = g_strdup (data_dir);
  self->cache_dir = g_strdup (cache_dir);

  return self;
}

/**
 * foyer_application_get_manager:
 * @self: the application
 *
 * Returns: (nullable): its accounts; %NULL before it is started
 */
FoyerAccountManager *
foyer_application_get_manager (FoyerApplication *self)
{
  g_return_val_if_fail (FOYER_IS_APPLICATION (self), NULL);

  return self->manager;
}

/**
 * foyer_application_get_window:
 * @self: the application
 *
 * Returns: (nullable): its window, as long as there is one
 */
FoyerWindow *
foyer_application_get_window (FoyerApplication *self)
{
  g_return_val_if_fail (FOYER_IS_APPLICATION (self), NULL);

  return self->window;
}
