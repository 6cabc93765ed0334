/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Makes the network of this process one whose price can be set; before anything asks for it. */
void metered_install (void);
void metered_set (gboolean is_metered);
