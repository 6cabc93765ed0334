/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GListModel *foyer_pending_leads_new (FoyerSession *session, GtkFilter *search);

G_END_DECLS
