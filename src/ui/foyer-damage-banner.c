/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says that the file with what was typed and not sent was damaged, where it was put, and what a person can do. It stays
 * until that was read. */

#include "config.h"

#include "foyer-damage-banner.h"

#include "foyer-announce.h"
#include "foyer-banner.h"

#include <glib/gi18n.h>

struct _FoyerDamageBanner
{
  AdwBin parent_instance;

  char *path;        /* owned, nullable */
  AdwBanner *banner; /* borrowed */
};

G_DEFINE_FINAL_TYPE (FoyerDamageBanner, foyer_damage_banner, ADW_TYPE_BIN)

static void
show_folder_cb (FoyerDamageBanner *self)
{
  g_autoptr (GFile) file = self->path != NULL ? g_file_new_for_path (self->path) : NULL;
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  if (file != NULL)
    gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                              NULL, NULL);
}

static void
details_cb (FoyerDamageBanner *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("A Damaged File Was Set Aside"),
                                            _ ("Foyer could not read the file with your drafts and with what waited "
                                               "to be sent, and began a new one. Look on the platform whether your "
                                               "last leads are there, and enter the missing ones again. Keep the "
                                               "damaged file: an expert may get back what is in it."));
  GtkWidget *path = gtk_label_new (self->path);

  gtk_label_set_selectable (GTK_LABEL (path), TRUE);
  gtk_label_set_wrap (GTK_LABEL (path), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (path), PANGO_WRAP_CHAR);
  gtk_widget_add_css_class (path, "error-details");
  gtk_accessible_update_property (GTK_ACCESSIBLE (path), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The damaged file"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), path);
  /* Translators: a button: closes what is shown */
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _ ("C_lose"), "folder", _ ("Show the _Folder"),
                                  NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response::folder", G_CALLBACK (show_folder_cb), self, G_CONNECT_SWAPPED);
  foyer_banner_set_revealed (self->banner, FALSE);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
foyer_damage_banner_finalize (GObject *object)
{
  g_free (FOYER_DAMAGE_BANNER (object)->path);
  G_OBJECT_CLASS (foyer_damage_banner_parent_class)->finalize (object);
}

static void
foyer_damage_banner_class_init (FoyerDamageBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_damage_banner_finalize;
}

static void
foyer_damage_banner_init (FoyerDamageBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (_ ("A damaged file was set aside.")));
  gtk_widget_set_visible (GTK_WIDGET (self->banner), FALSE);
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_button_label (self->banner, _ ("What to _Do"));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (details_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

/**
 * foyer_damage_banner_set_path:
 * @self: the banner
 * @path: (nullable): where the damaged file was put; %NULL: none was
 */
void
foyer_damage_banner_set_path (FoyerDamageBanner *self, const char *path)
{
  g_return_if_fail (FOYER_IS_DAMAGE_BANNER (self));

  if (g_set_str (&self->path, path) && path != NULL)
    foyer_announce (GTK_WIDGET (self), adw_banner_get_title (self->banner));
  foyer_banner_set_revealed (self->banner, path != NULL);
}
