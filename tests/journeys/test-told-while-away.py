#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The platform refuses a lead while nobody looks at the window. Would catch a refusal that waits unseen until somebody looks, and a notification
that is shown to who looks at it anyway."""

import subprocess

import gi

import driver
import journey as report

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

DESKTOP = '''<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/></method>
</interface></node>'''


class Desktop:
    """The part of a desktop that shows notifications."""

    def __init__(self):
        self.shown = []
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        interface = Gio.DBusNodeInfo.new_for_xml(DESKTOP).interfaces[0]
        bus.register_object('/org/freedesktop/Notifications', interface, self.called, None, None)
        self.owned = []
        Gio.bus_own_name_on_connection(bus, 'org.freedesktop.Notifications', Gio.BusNameOwnerFlags.NONE, lambda *_: self.owned.append(True), None)
        driver.wait_for('the name on the bus', lambda: self.owned)

    def called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        if method == 'Notify':
            self.shown.append(arguments.unpack()[3])
            invocation.return_value(GLib.Variant('(u)', (len(self.shown),)))
        elif method == 'GetCapabilities':
            invocation.return_value(GLib.Variant('(as)', (['body', 'actions'],)))
        elif method == 'GetServerInformation':
            invocation.return_value(GLib.Variant('(ssss)', ('test', 'test', '1', '1.2')))
        else:
            invocation.return_value(None)


def refuse(application, name):
    """Saved, and held for a while before it is sent and refused."""
    report.fill(application, name)
    application.choose('Channel', 1)
    application.key('ctrl+s')
    application.wait_for_label('Saved')


def journey(build, home):
    desktop = Desktop()
    with report.sandbox_running(build, home, '--fault', 'refuse:field=channelId') as sandbox:
        application = report.open_application(build)
        report.connect(application, sandbox)
        refuse(application, 'Seen at once')
        application.wait_for_announcement('The platform says')
        report.check('who looks at the window gets no notification', not desktop.shown, str(desktop.shown))

        application.key('ctrl+n')
        application.wait_for_focus('text', 'Name')
        refuse(application, 'Refused in passing')
        subprocess.run(['xdotool', 'getactivewindow', 'windowminimize'], check=True, timeout=20)
        driver.wait_for('a notification', lambda: desktop.shown, 60)
        report.check('who does not is told that leads need them', '2 leads need you' in desktop.shown[-1], str(desktop.shown))


report.run(journey)
