/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *foyer_focus_find_in (GtkWidget *widget);

G_END_DECLS
