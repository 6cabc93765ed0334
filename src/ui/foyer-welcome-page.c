/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to see before there is an account. */

#include "config.h"

#include "foyer-welcome-page.h"

#include "foyer-ui.h"

struct _FoyerWelcomePage
{
  AdwBin parent_instance;

  /* template */
  AdwStatusPage *status_page;
};

G_DEFINE_FINAL_TYPE (FoyerWelcomePage, foyer_welcome_page, ADW_TYPE_BIN)

static void
foyer_welcome_page_class_init (FoyerWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerWelcomePage, status_page);
}

static void
foyer_welcome_page_init (FoyerWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (self->status_page, FOYER_APPLICATION_ID);
}

GtkWidget *
foyer_welcome_page_new (void)
{
  return g_object_new (FOYER_TYPE_WELCOME_PAGE, NULL);
}
